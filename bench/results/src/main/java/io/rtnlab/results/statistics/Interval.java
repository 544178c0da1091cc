// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

/**
 * A closed interval of differences.
 *
 * @param low the lower bound
 * @param high the upper bound, at least {@code low}
 */
public record Interval(double low, double high) {
  /**
   * Checks the order of the bounds.
   *
   * @throws IllegalArgumentException where they are reversed or not numbers
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  /** Whether {@code value} lies in it, its bounds included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether all of it lies in {@code outer}. */
  public boolean isInside(Interval outer) {
    return outer.low <= low && high <= outer.high;
  }

  /** Half the distance between the bounds. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
