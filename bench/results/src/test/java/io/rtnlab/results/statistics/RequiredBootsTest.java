// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequiredBootsTest {
  @Test
  void growsWithTheSquareOfTheSpread() {
    int steady = RequiredBoots.of(estimate(0, 0.05), 0.03, 1).orElseThrow();
    int unsteady = RequiredBoots.of(estimate(0, 0.2), 0.03, 1).orElseThrow();
    assertEquals(16, (double) unsteady / steady, 4);
  }

  @Test
  void isNeverBelowWhatGivesAnInterval() {
    assertEquals(OptionalInt.of(6), RequiredBoots.of(estimate(0, 0.0001), 0.03, 6));
  }

  @Test
  void isUnknownAtTheLimitItself() {
    assertEquals(OptionalInt.empty(), RequiredBoots.of(estimate(Math.log1p(0.03), 0.01), 0.03, 6));
    assertEquals(OptionalInt.empty(), RequiredBoots.of(estimate(0, Double.NaN), 0.03, 6));
  }

  /** The promise: so many blocks decide four times in five. */
  @Test
  void suffices() {
    Random random = new Random(5);
    double deviation = 0.04;
    double shift = Math.log1p(0.06);
    int blocks = RequiredBoots.of(estimate(shift, deviation), 0.03, 6).orElseThrow();
    int decided = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      double[] differences =
          random.doubles(blocks).map(_ -> shift + deviation * random.nextGaussian()).toArray();
      if (Verdict.of(SignedRank.estimate(differences, 0.95).interval(), 0.03) == Verdict.WORSE) {
        decided++;
      }
    }
    assertTrue(decided > 0.74 * trials, decided + " of " + trials + " with " + blocks);
  }

  private static Estimate estimate(double value, double deviation) {
    return new Estimate(value, null, 0.95, 1, deviation);
  }
}
