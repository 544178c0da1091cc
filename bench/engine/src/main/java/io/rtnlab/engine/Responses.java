// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import org.HdrHistogram.Histogram;

/** What only an open loop can record: times from the intended start. One worker's. */
final class Responses {
  private final Histogram[] responseNs;
  private final Histogram wakeUpLateNs = Latency.newHistogram();
  private long unsent;

  Responses(int operations) {
    responseNs = new Histogram[operations];
    for (int i = 0; i < operations; i++) {
      responseNs[i] = Latency.newHistogram();
    }
  }

  void add(int operation, long intendedNs, long endNs) {
    responseNs[operation].recordValue(Latency.clamped(endNs - intendedNs));
  }

  void addWakeUp(long intendedNs, long awakeNs) {
    wakeUpLateNs.recordValue(Latency.clamped(awakeNs - intendedNs));
  }

  void addUnsent() {
    unsent++;
  }

  /** Forgets the warm-up. */
  void reset() {
    for (Histogram histogram : responseNs) {
      histogram.reset();
    }
    wakeUpLateNs.reset();
    unsent = 0;
  }

  Histogram responseNs(int operation) {
    return responseNs[operation];
  }

  Histogram wakeUpLateNs() {
    return wakeUpLateNs;
  }

  long unsent() {
    return unsent;
  }
}
