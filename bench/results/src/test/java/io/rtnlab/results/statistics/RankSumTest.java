// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class RankSumTest {
  /** Hollander and Wolfe, example 4.1: permeability of the human chorioamnion. */
  private static final double[] AT_TERM = {
    0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46
  };

  private static final double[] EARLIER = {1.15, 0.88, 0.90, 0.74, 1.21};

  @Test
  void agreesWithTheTextbook() {
    Estimate estimate = RankSum.estimate(AT_TERM, EARLIER, 0.95);
    assertEquals(-0.305, estimate.value(), 5e-4);
    assertEquals(0.2544, estimate.pValue(), 5e-5);
    assertNotNull(estimate.interval());
    assertEquals(-0.76, estimate.interval().low(), 5e-4);
    assertEquals(0.15, estimate.interval().high(), 5e-4);
  }

  @Test
  void agreesWithCommonsStatisticsWhereNothingTies() {
    MannWhitneyUTest library = MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT);
    Random random = new Random(20261129);
    for (int round = 0; round < 200; round++) {
      double shift = random.nextDouble();
      double[] a = random.doubles(2 + random.nextInt(12)).toArray();
      double[] b = random.doubles(2 + random.nextInt(12)).map(value -> value + shift).toArray();
      assertEquals(library.test(a, b).getPValue(), RankSum.pValue(a, b), 1e-10);
    }
  }

  @Test
  void isExactWhereValuesTie() {
    // All ten ways to choose two of five: the sums of mid-ranks 1.5, 1.5, 3.5, 3.5, 5.
    assertEquals(2 * 0.2, RankSum.pValue(new double[] {1, 1, 2}, new double[] {2, 3}), 1e-12);
  }

  @Test
  void needsAsManyBootsAsTheTestsDemand() {
    assertEquals(
        List.of(4, 6, 6, 7), IntStream.of(1, 10, 20, 60).mapToObj(RankSum::bootsNeeded).toList());
  }

  @Test
  void hasNoIntervalWithFewerBoots() {
    assertNull(RankSum.estimate(new double[] {1, 2, 3}, new double[] {2, 3, 4}, 0.95).interval());
    assertNull(RankSum.estimate(new double[] {1}, new double[] {2}, 0.95).interval());
    assertEquals(
        new Interval(7, 13),
        RankSum.estimate(new double[] {1, 2, 3, 4}, new double[] {11, 12, 13, 14}, 0.95)
            .interval());
  }

  @Test
  void normalApproximationContinuesTheExactRanks() {
    int n = RankSum.MOST_EXACT;
    int exact = RankSum.criticalRank(n, n, 0.95);
    int next = RankSum.criticalRank(n + 1, n + 1, 0.95);
    assertEquals(34, next - exact, 4);
  }
}
