// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What can be said about how long something took, in nanoseconds. */
public sealed interface Latency {

  /**
   * From the actual start to the end. All that a closed loop can say: whatever delayed the start is
   * not in it.
   */
  record Service(Histogram serviceNs) implements Latency {}

  /**
   * Besides, from the intended start to the end, so that a stall is counted for every request that
   * it kept from starting.
   */
  record ServiceAndResponse(Histogram serviceNs, Histogram responseNs) implements Latency {}

  /** From what set it off to its end, which no thread of ours waited for inside a request. */
  record Observed(Histogram elapsedNs) implements Latency {}

  /** What is longer counts as this long. */
  long LONGEST_NS = TimeUnit.HOURS.toNanos(1);

  /** Percentiles are exact to one part in a thousand. */
  int SIGNIFICANT_DIGITS = 3;

  static Histogram newHistogram() {
    return new Histogram(LONGEST_NS, SIGNIFICANT_DIGITS);
  }

  static long clamped(long ns) {
    return Math.clamp(ns, 0, LONGEST_NS);
  }
}
