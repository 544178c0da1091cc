// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.engine.LabelResult;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.Workload;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the catalogue runs from two threads without an error. */
class EveryOperationTest {
  private static final int REQUESTS = 10;

  static Stream<Arguments> operations() {
    return Catalogue.names().stream()
        .flatMap(
            name ->
                Stream.of(false, true)
                    .flatMap(
                        shared ->
                            families(name).map(family -> Arguments.of(name, shared, family))));
  }

  private static Stream<IpFamily> families(String name) {
    List<String> options = Catalogue.named(name).options();
    return options.contains("--family")
        ? Stream.of(IpFamily.values())
        : Stream.of(WorkloadOptions.DEFAULT.family());
  }

  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @ParameterizedTest(name = "{0}, shared namespace: {1}, {2}")
  @MethodSource("operations")
  void runsWithoutError(String name, boolean shared, IpFamily family) throws Exception {
    InNamespace.needed(name);
    if (Catalogue.named(name).needs().contains("sysfs")) {
      EffectsTest.needsSysfs();
    }
    WorkloadOptions options =
        WorkloadOptions.DEFAULT.withFamily(family).withLinks(10).withEntries(10);
    InNamespace.Ran ran = InNamespace.fire(name, REQUESTS, 2, shared, options);
    assertEquals(REQUESTS, ran.of(name).measured().requests());
    for (LabelResult label : ran.result().results()) {
      assertEquals(Map.of(), label.measured().errors(), label.label());
      assertEquals(Map.of(), label.cleanUp().errors(), label.label());
    }
  }

  @Test
  void allOfThemTogetherInOneNamespace() throws Exception {
    EffectsTest.needsSysfs();
    Set<String> drivers =
        Catalogue.workloads().stream()
            .flatMap(workload -> workload.drivers().stream())
            .collect(Collectors.toSet());
    KernelDrivers here = KernelDrivers.ask(InNamespace.BRIDGE, drivers);
    String mix =
        Catalogue.workloads().stream()
            .filter(workload -> workload.reach() == Workload.Reach.NAMESPACE)
            .filter(workload -> here.whyNot(workload).isEmpty())
            .map(Workload::name)
            .collect(Collectors.joining(","));
    WorkloadOptions options = WorkloadOptions.DEFAULT.withLinks(10).withEntries(10);
    InNamespace.Ran ran = InNamespace.fire(mix, 400, 2, true, options);
    for (LabelResult label : ran.result().results()) {
      assertEquals(Map.of(), label.measured().errors(), label.label());
      assertEquals(Map.of(), label.cleanUp().errors(), label.label());
    }
  }
}
