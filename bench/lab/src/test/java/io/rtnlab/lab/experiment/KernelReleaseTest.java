// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelReleaseTest {
  @Test
  void numbersAreComparedAsNumbers() {
    assertTrue(new KernelRelease("6.18.15+deb13-cloud-amd64").atLeast(6, 16));
    assertTrue(new KernelRelease("7.2.12").atLeast(6, 16));
    assertFalse(new KernelRelease("6.9.1").atLeast(6, 16));
    assertFalse(new KernelRelease("5.19.0").atLeast(6, 1));
  }

  @Test
  void whatIsNoReleaseIsOld() {
    assertFalse(new KernelRelease("").atLeast(6, 1));
  }
}
