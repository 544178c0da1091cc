// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Differences within blocks, one from each: the signed-rank test, the Hodges–Lehmann estimate (the
 * median of all pairwise averages, Walsh's) and the interval that the test does not reject.
 *
 * <p>In a block whose boots ran in random order a difference is as likely to have either sign where
 * the kernels do not differ, whatever drifts from block to block.
 */
public final class SignedRank {
  /** Beyond this many blocks the normal approximation is as good, and counting out takes long. */
  static final int MOST_EXACT = 100;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private SignedRank() {}

  /**
   * The difference and its interval.
   *
   * @param differences one from each block, at least one
   * @param confidence of the interval, from 0 to 1
   */
  public static Estimate estimate(double[] differences, double confidence) {
    double[] averages = averages(differences);
    return new Estimate(
        Sorted.median(averages),
        interval(averages, differences.length, confidence),
        confidence,
        pValue(differences),
        differences.length < 2 ? Double.NaN : Math.sqrt(Variance.of(differences).getAsDouble()));
  }

  /**
   * The two-sided p-value of no difference, exact also where differences tie or are zero: signs are
   * then exchanged over the ranks as they are.
   */
  public static double pValue(double[] differences) {
    double[] nonZero = Arrays.stream(differences).filter(d -> d != 0).toArray();
    if (nonZero.length == 0) {
      return 1;
    }
    int[] ranks = Ranks.doubled(Arrays.stream(nonZero).map(Math::abs).toArray());
    int positive = 0;
    for (int i = 0; i < ranks.length; i++) {
      positive += nonZero[i] > 0 ? ranks[i] : 0;
    }
    return NullDistribution.ofSigns(ranks).twoSided(positive);
  }

  /** The fewest blocks with which {@code tests} tests can reject at 0.05 together. */
  public static int blocksNeeded(int tests) {
    int blocks = 1;
    while (criticalRank(blocks, Confidence.of(tests)) == 0) {
      blocks++;
    }
    return blocks;
  }

  /**
   * The interval's bounds are the averages of this rank from either end, from 1; 0 where so few
   * blocks give no interval.
   */
  static int criticalRank(int blocks, double confidence) {
    double tail = (1 - confidence) / 2;
    if (blocks <= MOST_EXACT) {
      return NullDistribution.ofSigns(IntStream.rangeClosed(1, blocks).toArray())
          .valuesWithin(tail);
    }
    double n = blocks;
    double mean = n * (n + 1) / 4;
    double deviation = Math.sqrt(n * (n + 1) * (2 * n + 1) / 24);
    double rank = mean + NORMAL.inverseCumulativeProbability(tail) * deviation + 0.5;
    return (int) Math.floor(Math.max(0, rank));
  }

  private static @Nullable Interval interval(double[] averages, int blocks, double confidence) {
    int rank = criticalRank(blocks, confidence);
    return rank == 0 ? null : new Interval(averages[rank - 1], averages[averages.length - rank]);
  }

  /** All averages of two differences, each with itself too, in ascending order. */
  private static double[] averages(double[] differences) {
    int n = differences.length;
    double[] averages = new double[n * (n + 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[next++] = (differences[i] + differences[j]) / 2;
      }
    }
    Arrays.sort(averages);
    return averages;
  }
}
