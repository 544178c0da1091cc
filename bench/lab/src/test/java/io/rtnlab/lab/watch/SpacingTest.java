// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A share of time comes from looks at equal distances, however many others there are. */
class SpacingTest {
  private static final long MS = 1_000_000;

  /** Holds of a length, at random distances, seen as {@link Watching} looks. */
  @ParameterizedTest
  @CsvSource({"5, 95", "30, 270", "100, 400", "300, 300"})
  void theShareIsThatOfTime(long holdMs, long freeMs) {
    Random random = new Random(7);
    Spacing spacing = new Spacing(40 * MS);
    long nowNs = 0;
    long endNs = 0;
    long beginNs = 0;
    long heldNs = 0;
    long looks = 0;
    long held = 0;
    while (nowNs < 3_600_000 * MS) {
      while (nowNs >= endNs) {
        heldNs += endNs - beginNs;
        beginNs = endNs + random.nextLong(2 * freeMs * MS);
        endNs = beginNs + holdMs * MS;
      }
      boolean isHeld = nowNs >= beginNs;
      if (spacing.counts(nowNs)) {
        looks++;
        held += isHeld ? 1 : 0;
      }
      long leftNs = spacing.leftNs(nowNs);
      nowNs += (isHeld ? Math.min(leftNs, 10 * MS) : leftNs) + random.nextLong(MS);
    }
    double truth = (double) heldNs / nowNs;
    assertEquals(truth, (double) held / looks, 0.03 * truth, "of " + looks + " looks");
  }

  @Test
  void aLookThatComesLateMovesNoOther() {
    Spacing spacing = new Spacing(40);
    assertTrue(spacing.counts(1000));
    assertFalse(spacing.counts(1039));
    assertTrue(spacing.counts(1055));
    assertEquals(25, spacing.leftNs(1055));
    assertTrue(spacing.counts(1080));
    assertTrue(spacing.counts(1300));
    assertEquals(20, spacing.leftNs(1300));
  }
}
