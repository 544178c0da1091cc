// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.engine.LabelResult;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three operations together, from two threads. */
class MixedRunTest {

  @ParameterizedTest(name = "shared namespace: {0}")
  @ValueSource(booleans = {false, true})
  void noErrorsAndEveryRouteAccountedFor(boolean shared) throws Exception {
    InNamespace.needed();
    InNamespace.Ran ran =
        InNamespace.fire(
            "route-insert=6,link-dump=3,netns-create=1",
            200,
            2,
            shared,
            WorkloadOptions.DEFAULT.withLinks(20));
    long requests = 0;
    for (LabelResult label : ran.result().results()) {
      assertEquals(Map.of(), label.measured().errors(), label.label());
      assertEquals(Map.of(), label.cleanUp().errors(), label.label());
      requests += label.kind() == LabelResult.Kind.REQUEST ? label.measured().requests() : 0;
    }
    assertEquals(200, requests);
    ran.checks().forEach(check -> assertTrue(check.agrees(), check::toString));
  }
}
