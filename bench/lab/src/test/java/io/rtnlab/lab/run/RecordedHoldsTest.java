// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.audit.SampleSink;
import org.junit.jupiter.api.Test;

class RecordedHoldsTest {
  private final RecordedHolds holds =
      new RecordedHolds(
          "exact", new long[] {10, 30, 40}, new long[] {20, 40, 50}, new int[] {1, 2, 3});

  @Test
  void aHoldLastsFromItsBeginToJustBeforeItsEnd() {
    assertEquals(1, holds.ownerAt(10));
    assertEquals(1, holds.ownerAt(19));
    assertEquals(SampleSink.NO_OWNER, holds.ownerAt(20));
    assertEquals(2, holds.ownerAt(39));
    assertEquals(3, holds.ownerAt(40));
  }

  @Test
  void onlyTheRecordedStretchSaysAnything() {
    assertFalse(holds.covers(9));
    assertTrue(holds.covers(25));
    assertFalse(holds.covers(50));
    assertFalse(new RecordedHolds("none", new long[0], new long[0], new int[0]).covers(1));
  }
}
