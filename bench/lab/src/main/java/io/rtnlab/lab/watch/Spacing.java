// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

/**
 * Which looks count for shares: those at equal distances in time. A hold that is seen is looked at
 * more often, and would count more than the time between holds.
 */
final class Spacing {
  private final long everyNs;
  private long nextNs = Long.MIN_VALUE;

  /**
   * The next look counts.
   *
   * @param everyNs distance of two looks that count
   */
  Spacing(long everyNs) {
    this.everyNs = everyNs;
  }

  /**
   * Whether a look counts.
   *
   * @param nowNs of the look, later than that of the look before
   */
  boolean counts(long nowNs) {
    if (nowNs < nextNs) {
      return false;
    }
    long lateNs = nextNs == Long.MIN_VALUE ? 0 : (nowNs - nextNs) % everyNs;
    nextNs = nowNs - lateNs + everyNs;
    return true;
  }

  /** Nanoseconds until the next look that counts, at least 0. */
  long leftNs(long nowNs) {
    return Math.max(0, nextNs - nowNs);
  }
}
