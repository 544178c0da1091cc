// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelVersionTest {
  @Test
  void numbersAreComparedAsNumbers() {
    assertTrue(KernelVersion.of("6.18.15+deb13-cloud-amd64").atLeast(6, 16));
    assertTrue(KernelVersion.of("7.2.12").atLeast(6, 16));
    assertFalse(KernelVersion.of("6.9.1").atLeast(6, 16));
    assertFalse(KernelVersion.of("5.19.0").atLeast(6, 1));
  }

  @Test
  void whatIsNoReleaseIsOld() {
    assertFalse(KernelVersion.of("").atLeast(6, 1));
  }
}
