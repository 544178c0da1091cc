// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.ledger.Concentration;
import io.rtnlab.probes.ledger.Spread;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void quantilesAreAtMostOnePointSixPercentHigh() {
    Random random = new Random(7);
    long[] values = new long[10_000];
    Durations durations = Durations.withSums();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 25);
      durations.record(values[i]);
    }
    Arrays.sort(values);
    Spread spread = durations.spread();
    assertNear(values[4_999], spread.p50Ns());
    assertNear(values[8_999], spread.p90Ns());
    assertNear(values[9_899], spread.p99Ns());
    assertNear(values[9_989], spread.p999Ns());
    assertEquals(values[0], spread.minNs());
    assertEquals(values[9_999], spread.maxNs());
  }

  @Test
  void theExtremesFit() {
    Durations durations = Durations.withSums();
    durations.record(0);
    durations.record(Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE, durations.spread().maxNs());
    assertEquals(0, durations.spread().p50Ns());
  }

  @Test
  void aNegativeDurationShowsAsTheMinimum() {
    Durations durations = Durations.withSums();
    durations.record(-5);
    assertEquals(-5, durations.spread().minNs());
  }

  @Test
  void concentrationEnclosesTheTruth() {
    Random random = new Random(11);
    long[] values = new long[5_000];
    Durations durations = Durations.withSums();
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + (long) Math.exp(random.nextDouble() * 20);
      sum += values[i];
      durations.record(values[i]);
    }
    Arrays.sort(values);
    long taken = 0;
    int exact = 0;
    while (taken < 0.9 * sum) {
      taken += values[values.length - ++exact];
    }
    Concentration few = durations.concentration(0.9);
    assertTrue(few.atLeast() <= exact && exact <= few.atMost(), few + " but exactly " + exact);
    assertTrue(few.atMost() - few.atLeast() <= 1 + exact / 20, few.toString());
  }

  private static void assertNear(long exact, long found) {
    assertTrue(found >= exact && found <= exact * 1.016 + 1, found + " for " + exact);
  }
}
