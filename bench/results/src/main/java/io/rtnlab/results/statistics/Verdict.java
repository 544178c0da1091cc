// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import org.jspecify.annotations.Nullable;

/** What an interval says of a change, held against a practical limit. */
public enum Verdict {
  /** All of it lies above the limit. */
  WORSE("worse"),
  /** All of it lies below minus the limit. */
  BETTER("better"),
  /** All of it lies within the limits. */
  EQUAL("equal"),
  /** All of it lies within the limits and zero does not. */
  CHANGED_WITHIN_LIMIT("changed, within the limit"),
  /** It crosses a limit, or there is none. */
  CANNOT_TELL("cannot tell");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** As reports print it. */
  public String words() {
    return words;
  }

  /**
   * Of a change whose rise is for the worse.
   *
   * @param interval of the logarithm of the ratio; null where there is none
   * @param limit as a share, such as 0.03
   */
  public static Verdict of(@Nullable Interval interval, double limit) {
    if (interval == null) {
      return CANNOT_TELL;
    }
    Interval within = new Interval(Math.log1p(-limit), Math.log1p(limit));
    if (interval.low() > within.high()) {
      return WORSE;
    }
    if (interval.high() < within.low()) {
      return BETTER;
    }
    if (!interval.isInside(within)) {
      return CANNOT_TELL;
    }
    return interval.contains(0) ? EQUAL : CHANGED_WITHIN_LIMIT;
  }
}
