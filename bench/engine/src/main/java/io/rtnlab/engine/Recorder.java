// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import org.HdrHistogram.Histogram;

/** Counts, and how long each request took from its actual start to its end: the service time. */
final class Recorder extends Counts {
  private final Histogram serviceNs = Latency.newHistogram();

  @Override
  void add(int messages, int systemCalls, long serviceNs, long systemCallNs, int result) {
    super.add(messages, systemCalls, serviceNs, systemCallNs, result);
    this.serviceNs.recordValue(Latency.clamped(serviceNs));
  }

  /** For the thread that writes, or after it has ended. */
  Histogram serviceNs() {
    return serviceNs;
  }
}
