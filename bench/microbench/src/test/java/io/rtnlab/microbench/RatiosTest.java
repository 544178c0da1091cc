// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RatiosTest {
  private static final int CASES = 2_000;

  private static Ratios of(int count, Random random) {
    Ratios ratios = new Ratios();
    for (int i = 0; i < count; i++) {
      ratios.add(Math.exp(random.nextGaussian())); // skewed, with a median of 1
    }
    return ratios;
  }

  @Test
  void theMedianLiesBetweenItsBounds() {
    Ratios ratios = of(40, new Random(1));
    assertTrue(ratios.lowerBound() <= ratios.median());
    assertTrue(ratios.median() <= ratios.upperBound());
  }

  @Test
  void theTrueMedianLiesBelowTheUpperBoundInNineteenOfTwentyCases() {
    Random random = new Random(2);
    int below = 0;
    for (int i = 0; i < CASES; i++) {
      below += of(40, random).upperBound() >= 1 ? 1 : 0;
    }
    assertTrue(below >= 0.94 * CASES, below + " of " + CASES);
    assertTrue(below <= 0.985 * CASES, below + " of " + CASES);
  }

  @Test
  void aFewRatiosBoundNothingBeyondThemselves() {
    Ratios ratios = new Ratios();
    ratios.add(3);
    ratios.add(1);
    assertEquals(1, ratios.lowerBound());
    assertEquals(3, ratios.upperBound());
  }
}
