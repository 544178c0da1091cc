// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Look elsewhere" is an answer that needs evidence. */
class TallyTest {
  @ParameterizedTest
  @CsvSource({
    "100, 1,   3,    0, look elsewhere",
    "1,   0,   0,    0, watch for longer",
    "0,   0,   0,    0, watch for longer",
    "4,   2,   0,    0, watch for longer",
    "100, 100, 9000, 0, though one could have",
    "1,   1,   5890, 5880, the longest wait seen was >= 5.88 s"
  })
  void fewLooksOrALongHoldAcquitNobody(
      long looks, long held, long holdMs, long waitMs, String expected) {
    String verdict = Tally.verdict(1, looks, held, holdMs * 1_000_000, waitMs * 1_000_000, true);
    assertTrue(verdict.endsWith(expected), verdict);
    assertEquals(expected.equals("look elsewhere"), verdict.contains("elsewhere"), verdict);
  }
}
