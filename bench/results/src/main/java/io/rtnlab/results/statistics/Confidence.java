// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

/** How sure each of several intervals is, so that all of them together hold at 95 %. */
public final class Confidence {
  /** The risk that any of a comparison's intervals is wrong. */
  public static final double RISK = 0.05;

  private Confidence() {}

  /**
   * Of each of {@code tests} intervals (Bonferroni).
   *
   * @param tests at least 1
   */
  public static double of(int tests) {
    if (tests < 1) {
      throw new IllegalArgumentException("a comparison has at least one test, not " + tests);
    }
    return 1 - RISK / tests;
  }
}
