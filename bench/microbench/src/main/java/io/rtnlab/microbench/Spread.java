// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.util.Arrays;

/** The middle of some numbers and where half of them lie. */
record Spread(double lowerQuartile, double median, double upperQuartile) {

  static Spread of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
