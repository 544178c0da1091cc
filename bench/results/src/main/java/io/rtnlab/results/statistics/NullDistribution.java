// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

/**
 * The null distribution of a rank statistic, counted out exactly: how many of the equally likely
 * assignments give each value. Counts are kept as doubles and only ever added, so that relative
 * errors stay near 1e-16 however large they grow.
 */
final class NullDistribution {
  /** Counts by the value of the statistic. */
  private final double[] counts;

  private final double total;

  private NullDistribution(double[] counts) {
    this.counts = counts;
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    total = sum;
  }

  /**
   * Of the sum of the weights of those items that carry a plus sign, each sign being a fair coin's:
   * the signed-rank statistic, where the weights are ranks.
   *
   * @param weights whole and not negative
   */
  static NullDistribution ofSigns(int[] weights) {
    int highest = sum(weights);
    double[] counts = new double[highest + 1];
    counts[0] = 1;
    int reached = 0;
    for (int weight : weights) {
      reached += weight;
      for (int value = reached; value >= weight; value--) {
        counts[value] += counts[value - weight];
      }
    }
    return new NullDistribution(counts);
  }

  /**
   * Of the sum of the weights of {@code chosen} items, each choice being equally likely: the
   * rank-sum statistic, where the weights are ranks of both samples together.
   *
   * @param weights whole and not negative
   */
  static NullDistribution ofChoices(int[] weights, int chosen) {
    int highest = sum(weights);
    double[][] counts = new double[chosen + 1][highest + 1];
    counts[0][0] = 1;
    int items = 0;
    int reached = 0;
    for (int weight : weights) {
      items++;
      reached += weight;
      for (int size = Math.min(items, chosen); size > 0; size--) {
        for (int value = reached; value >= weight; value--) {
          counts[size][value] += counts[size - 1][value - weight];
        }
      }
    }
    return new NullDistribution(counts[chosen]);
  }

  /** The probability of {@code value} or less. */
  double atMost(int value) {
    double sum = 0;
    for (int each = 0; each <= Math.min(value, counts.length - 1); each++) {
      sum += counts[each];
    }
    return sum / total;
  }

  /** The probability of {@code value} or more. */
  double atLeast(int value) {
    double sum = 0;
    for (int each = counts.length - 1; each >= Math.max(0, value); each--) {
      sum += counts[each];
    }
    return sum / total;
  }

  /** The two-sided p-value of {@code value}: twice the smaller tail, at most 1. */
  double twoSided(int value) {
    return Math.min(1, 2 * Math.min(atMost(value), atLeast(value)));
  }

  /**
   * How many of the lowest values have a probability of at most {@code tail} together; 0 where even
   * the lowest has more.
   */
  int valuesWithin(double tail) {
    double sum = 0;
    for (int value = 0; value < counts.length; value++) {
      sum += counts[value] / total;
      if (sum > tail) {
        return value;
      }
    }
    return counts.length;
  }

  private static int sum(int[] weights) {
    int sum = 0;
    for (int weight : weights) {
      sum = Math.addExact(sum, weight);
    }
    return sum;
  }
}
