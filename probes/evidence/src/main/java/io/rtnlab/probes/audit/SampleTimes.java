// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

/** How late samples were taken: what interrupts that are off hide shows here. */
public final class SampleTimes {
  /** An interrupt that comes at once is taken within this time, also in a guest. */
  public static final long LATE_NS = 100_000;

  private long count;
  private long inInterrupt;
  private long late;
  private long latestNs;

  void add(long ns, boolean interrupt) {
    count++;
    inInterrupt += interrupt ? 1 : 0;
    late += ns > LATE_NS ? 1 : 0;
    latestNs = Math.max(latestNs, ns);
  }

  public long count() {
    return count;
  }

  /** How many were taken in the timer's interrupt, and not only in a softirq. */
  public long inInterrupt() {
    return inInterrupt;
  }

  /** How many were taken more than {@link #LATE_NS} after their time. */
  public long late() {
    return late;
  }

  public long latestNs() {
    return latestNs;
  }
}
