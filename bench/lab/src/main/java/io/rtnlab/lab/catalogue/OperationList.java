// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.catalogue;

import io.rtnlab.lab.run.Bridges;
import io.rtnlab.lab.run.KernelModules;
import io.rtnlab.libc.DetachedMount;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.KernelDrivers;
import io.rtnlab.workloads.WholeHost;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every operation, and whether this kernel and this account can run it. Loads no module. */
public final class OperationList {
  private static final String BRIDGE = "ffm";
  private static final String SYSFS = "sysfs";

  private OperationList() {}

  /** Asks this kernel. */
  public static List<OperationEntry> here() {
    Set<String> drivers =
        Catalogue.workloads().stream()
            .flatMap(workload -> workload.drivers().stream())
            .collect(Collectors.toSet());
    Set<String> loadable = Set.copyOf(KernelModules.now().wouldLoad(drivers));
    String noSysfs = whyNoSysfs();
    try {
      KernelDrivers here =
          KernelDrivers.ask(
              Bridges.named(BRIDGE),
              drivers.stream().filter(Predicate.not(loadable::contains)).toList());
      return Catalogue.workloads().stream()
          .map(workload -> OperationEntry.of(workload, whyNot(workload, here, loadable, noSysfs)))
          .toList();
    } catch (IOException refused) {
      String reason = "no network namespace can be made here: " + refused.getMessage();
      return Catalogue.workloads().stream()
          .map(workload -> OperationEntry.of(workload, reason))
          .toList();
    }
  }

  private static @Nullable String whyNot(
      Workload workload, KernelDrivers here, Set<String> loadable, @Nullable String noSysfs) {
    String lacking = here.whyNot(workload).or(() -> WholeHost.whyNot(workload)).orElse(null);
    if (lacking != null) {
      return lacking;
    }
    List<String> modules = workload.drivers().stream().filter(loadable::contains).toList();
    if (!modules.isEmpty()) {
      return "module not loaded: %s (rtnlab run --load-modules)"
          .formatted(String.join(", ", modules));
    }
    return workload.needs().contains(SYSFS) ? noSysfs : null;
  }

  private static @Nullable String whyNoSysfs() {
    try {
      DetachedMount.open(SYSFS).close();
      return null;
    } catch (IOException refused) {
      return "a sysfs of its own is refused: " + refused.getMessage();
    }
  }
}
