// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void statusesOfTheBootScripts() {
    assertEquals(Outcome.DONE, Outcome.of(0, true));
    assertEquals(Outcome.HUNG, Outcome.of(124, false));
    assertEquals(Outcome.DIED, Outcome.of(125, true));
    assertEquals(Outcome.DIED, Outcome.of(134, true));
    assertEquals(Outcome.JOB_FAILED, Outcome.of(1, true));
    assertEquals(Outcome.CANNOT_START, Outcome.of(1, false));
  }

  @Test
  void onlyWhatMayEndBetterIsTriedAgain() {
    assertTrue(Outcome.HUNG.worthAnotherTry());
    assertTrue(Outcome.DIED.worthAnotherTry());
    assertFalse(Outcome.JOB_FAILED.worthAnotherTry());
    assertFalse(Outcome.CANNOT_START.worthAnotherTry());
  }
}
