// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Two independent samples: the rank-sum test (Mann–Whitney), the Hodges–Lehmann estimate of the
 * shift (the median of all pairwise differences) and the interval that the test does not reject.
 */
public final class RankSum {
  /** Beyond this many in an arm the normal approximation is as good. */
  static final int MOST_EXACT = 40;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private RankSum() {}

  /**
   * By how much {@code b} lies above {@code a}, and its interval.
   *
   * @param a at least one
   * @param b at least one
   * @param confidence of the interval, from 0 to 1
   */
  public static Estimate estimate(double[] a, double[] b, double confidence) {
    double[] differences = differences(a, b);
    double[] none = {};
    return new Estimate(
        Sorted.median(differences),
        interval(differences, a.length, b.length, confidence),
        confidence,
        pValue(a, b),
        Math.sqrt(variance(a.length > 1 ? a : none) + variance(b.length > 1 ? b : none)));
  }

  /** The two-sided p-value of no shift, exact also where values tie, up to 40 in an arm. */
  public static double pValue(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    int[] ranks = Ranks.doubled(both);
    int sum = 0;
    for (int i = a.length; i < ranks.length; i++) {
      sum += ranks[i];
    }
    if (Math.max(a.length, b.length) <= MOST_EXACT) {
      return NullDistribution.ofChoices(ranks, b.length).twoSided(sum);
    }
    double n = a.length + (double) b.length;
    double mean = b.length * (n + 1);
    double deviation = 2 * Math.sqrt(a.length * (double) b.length * (n + 1) / 12);
    double distance = Math.max(0, Math.abs(sum - mean) - 1);
    return Math.min(1, 2 * NORMAL.cumulativeProbability(-distance / deviation));
  }

  /** The fewest boots in each arm with which {@code tests} tests can reject at 0.05 together. */
  public static int bootsNeeded(int tests) {
    int boots = 1;
    while (criticalRank(boots, boots, Confidence.of(tests)) == 0) {
      boots++;
    }
    return boots;
  }

  /**
   * The interval's bounds are the differences of this rank from either end, from 1; 0 where so few
   * give no interval.
   */
  static int criticalRank(int a, int b, double confidence) {
    double tail = (1 - confidence) / 2;
    if (Math.max(a, b) <= MOST_EXACT) {
      NullDistribution sums =
          NullDistribution.ofChoices(IntStream.rangeClosed(1, a + b).toArray(), b);
      return Math.max(0, sums.valuesWithin(tail) - b * (b + 1) / 2);
    }
    double mean = a * (double) b / 2;
    double deviation = Math.sqrt(a * (double) b * (a + b + 1) / 12);
    double rank = mean + NORMAL.inverseCumulativeProbability(tail) * deviation + 0.5;
    return (int) Math.floor(Math.max(0, rank));
  }

  private static @Nullable Interval interval(
      double[] differences, int a, int b, double confidence) {
    int rank = criticalRank(a, b, confidence);
    return rank == 0
        ? null
        : new Interval(differences[rank - 1], differences[differences.length - rank]);
  }

  /** Each of {@code b} less each of {@code a}, in ascending order. */
  private static double[] differences(double[] a, double[] b) {
    double[] differences = new double[a.length * b.length];
    int next = 0;
    for (double of : b) {
      for (double from : a) {
        differences[next++] = of - from;
      }
    }
    Arrays.sort(differences);
    return differences;
  }

  private static double variance(double[] values) {
    return values.length < 2 ? Double.NaN : Variance.of(values).getAsDouble();
  }
}
