// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.fingerprint.KernelVersion;
import org.junit.jupiter.api.Test;

class ExperimentsTest {
  @Test
  void anUnknownNameIsAnsweredByThoseThereAre() {
    var refused = assertThrows(IllegalArgumentException.class, () -> Experiments.named("burst"));
    assertTrue(String.valueOf(refused.getMessage()).contains("pod-burst"));
  }

  @Test
  void whatIsExpectedDependsOnTheKernel() {
    Experiment scaling = Experiments.named("route-scaling");
    String old = scaling.expectation().of(KernelVersion.of("6.12.1"));
    String recent = scaling.expectation().of(KernelVersion.of("6.18.1"));
    assertFalse(old.equals(recent));
    assertTrue(recent.contains("IPv6 inserts never do"));
  }

  @Test
  void namesAreUnique() {
    assertEquals(
        Experiments.ALL.size(), Experiments.ALL.stream().map(Experiment::name).distinct().count());
  }
}
