// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import java.util.Arrays;

/**
 * Several boots' values of one figure.
 *
 * @param median the middle one, or the mean of the middle two
 * @param lowest the lowest
 * @param highest the highest
 */
public record Spread(double median, double lowest, double highest) {
  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value has no spread");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Half the distance between the extremes, in percent of the median. */
  public double plusMinusPercent() {
    return median == 0 ? 0 : 50 * (highest - lowest) / median;
  }
}
