// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {

  @Test
  void fixedRateTakesTheWorkersInTurn() {
    Pacing.FixedRate rate = new Pacing.FixedRate(1000);
    Schedule first = rate.schedule(0, 2, 1);
    Schedule second = rate.schedule(1, 2, 1);
    assertEquals(0, first.intendedNs(0));
    assertEquals(1_000_000, second.intendedNs(0));
    assertEquals(2_000_000, first.intendedNs(1));
    assertEquals(3_000_000, second.intendedNs(1));
  }

  @Test
  void fixedRateDoesNotDrift() {
    Schedule third = new Pacing.FixedRate(3).schedule(0, 1, 1);
    Near.assertNear(3_600_000_000_000L, third.intendedNs(3 * 3600), 1_000);
  }

  @Test
  void poissonIsAFunctionOfSeedAndPosition() {
    long[] inOrder = LongStream.range(0, 1000).map(poisson(7)::intendedNs).toArray();
    Schedule again = poisson(7);
    for (int n = 999; n >= 0; n -= 37) {
      assertEquals(inOrder[n], again.intendedNs(n));
    }
    assertNotEquals(inOrder[500], poisson(8).intendedNs(500));
  }

  @Test
  void poissonHasItsRateAndItsSpread() {
    Schedule schedule = poisson(1);
    int requests = 100_000;
    double previousNs = 0;
    double squares = 0;
    for (int n = 0; n < requests; n++) {
      double gapNs = schedule.intendedNs(n) - previousNs;
      assertTrue(gapNs >= 0);
      squares += gapNs * gapNs;
      previousNs += gapNs;
    }
    double meanNs = previousNs / requests;
    double variance = squares / requests - meanNs * meanNs;
    // 500 per second for this worker; of an exponential distribution mean and deviation are equal.
    assertEquals(2_000_000, meanNs, 2_000_000 * 0.02);
    assertEquals(meanNs, Math.sqrt(variance), meanNs * 0.05);
  }

  @Test
  void poissonWorkersAreIndependent() {
    Pacing.Poisson pacing = new Pacing.Poisson(1000);
    assertNotEquals(
        pacing.schedule(0, 2, 7).intendedNs(10), pacing.schedule(1, 2, 7).intendedNs(10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1_000_001})
  void refusesRatesThatAreNone(double perSecond) {
    assertThrows(IllegalArgumentException.class, () -> new Pacing.FixedRate(perSecond));
    assertThrows(IllegalArgumentException.class, () -> new Pacing.Poisson(perSecond));
  }

  private static Schedule poisson(long seed) {
    return new Pacing.Poisson(1000).schedule(0, 2, seed);
  }
}
