// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

/**
 * A figure between two bounds that contain it.
 *
 * @param low at least
 * @param high at most; the same where the figure is exact
 */
public record Bounds(long low, long high) {
  /** Nothing, exactly. */
  public static final Bounds NONE = new Bounds(0, 0);

  public Bounds {
    if (low < 0 || high < low) {
      throw new IllegalArgumentException("no bounds: " + low + " to " + high);
    }
  }

  /** An exact figure. */
  public static Bounds exactly(long value) {
    return new Bounds(value, value);
  }

  /** The sum of two figures. */
  public Bounds plus(Bounds other) {
    return new Bounds(low + other.low, high + other.high);
  }

  /** Whether both bounds are the same. */
  public boolean exact() {
    return low == high;
  }
}
