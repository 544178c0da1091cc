// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

/** Takes samples of the mutex's owner, in order of time. */
@FunctionalInterface
public interface SampleSink {
  /** The owner of a mutex that no thread owned, or that was on its way to a waiter. */
  int NO_OWNER = 0;

  /** The owner where it changed while the sample was taken: the sample says nothing. */
  int OWNER_CHANGED = -2;

  /**
   * Takes one sample.
   *
   * @param timeNs nanoseconds of {@code CLOCK_MONOTONIC}
   * @param owner thread id, {@link #NO_OWNER} or {@link #OWNER_CHANGED}
   * @param lateNs how long after its random time the sample was taken
   * @param inInterrupt whether it was taken in the timer's interrupt, or only in a softirq
   */
  void sample(long timeNs, int owner, long lateNs, boolean inInterrupt);
}
