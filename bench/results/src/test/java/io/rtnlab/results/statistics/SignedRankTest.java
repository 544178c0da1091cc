// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class SignedRankTest {
  /** Hollander and Wolfe, "Nonparametric Statistical Methods", example 3.1: depression scores. */
  private static final double[] BEFORE = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};

  private static final double[] AFTER = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

  @Test
  void agreesWithTheTextbook() {
    double[] differences = IntStream.range(0, 9).mapToDouble(i -> AFTER[i] - BEFORE[i]).toArray();
    Estimate estimate = SignedRank.estimate(differences, 0.95);
    assertEquals(-0.46, estimate.value(), 5e-4);
    assertEquals(0.0390625, estimate.pValue(), 1e-12);
    assertNotNull(estimate.interval());
    assertEquals(-0.786, estimate.interval().low(), 5e-4);
    assertEquals(-0.010, estimate.interval().high(), 5e-4);
  }

  @Test
  void agreesWithCommonsStatisticsWhereNothingTies() {
    WilcoxonSignedRankTest library = WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT);
    Random random = new Random(20261129);
    for (int round = 0; round < 300; round++) {
      double shift = random.nextDouble();
      double[] differences =
          random.doubles(3 + random.nextInt(25)).map(value -> value - shift).toArray();
      assertEquals(library.test(differences).getPValue(), SignedRank.pValue(differences), 1e-10);
    }
  }

  /** All sign patterns, counted one by one: what the library does not do. */
  @Test
  void isExactWhereDifferencesTie() {
    double[] differences = {1, 1, 2, 2, 2, -1, 3, -4, 0};
    double[] ranks = {2, 2, 5, 5, 5, 2, 7, 8};
    double positive = 2 + 2 + 5 + 5 + 5 + 7;
    int low = 0;
    int high = 0;
    for (int signs = 0; signs < 256; signs++) {
      double sum = 0;
      for (int i = 0; i < 8; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      low += sum <= positive ? 1 : 0;
      high += sum >= positive ? 1 : 0;
    }
    assertEquals(2.0 * Math.min(low, high) / 256, SignedRank.pValue(differences), 1e-12);
  }

  @Test
  void needsAsManyBlocksAsTheTestsDemand() {
    assertEquals(
        List.of(6, 9, 10, 12),
        IntStream.of(1, 10, 20, 60).mapToObj(SignedRank::blocksNeeded).toList());
  }

  @Test
  void hasNoIntervalWithFewerBlocks() {
    assertNull(SignedRank.estimate(new double[] {1, 2, 3, 4, 5}, 0.95).interval());
    Interval whole = SignedRank.estimate(new double[] {1, 2, 3, 4, 5, 6}, 0.95).interval();
    assertEquals(new Interval(1, 6), whole);
  }

  @Test
  void intervalHoldsWhatTheTestDoesNotReject() {
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      double[] differences = random.doubles(6 + random.nextInt(8)).toArray();
      Interval interval = SignedRank.estimate(differences, 0.95).interval();
      assertNotNull(interval);
      assertEquals(0.05, rejectedAt(differences, interval.low() - 1e-9), 0.05);
      assertEquals(0.05, rejectedAt(differences, interval.high() + 1e-9), 0.05);
      assertEquals(true, rejectedAt(differences, interval.low() + 1e-9) > 0.05);
      assertEquals(true, rejectedAt(differences, interval.high() - 1e-9) > 0.05);
    }
  }

  @Test
  void normalApproximationContinuesTheExactRanks() {
    int n = SignedRank.MOST_EXACT;
    int exact = SignedRank.criticalRank(n, 0.95);
    int next = SignedRank.criticalRank(n + 1, 0.95);
    assertEquals(41, next - exact, 3);
  }

  private static double rejectedAt(double[] differences, double shift) {
    return SignedRank.pValue(
        IntStream.range(0, differences.length).mapToDouble(i -> differences[i] - shift).toArray());
  }
}
