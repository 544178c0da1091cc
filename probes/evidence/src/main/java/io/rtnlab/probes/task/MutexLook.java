// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

import java.util.List;

/**
 * A mutex at one moment.
 *
 * @param timeNs nanoseconds of {@code CLOCK_MONOTONIC}
 * @param word {@code mutex.owner} with its three flags
 * @param owner thread id of the owner; 0 for none, or while it is being handed over
 * @param first thread id of the first in the wait list, 0 for none
 * @param queue thread ids of those in the wait list, as far as they were read; empty from Linux 7.2
 *     on, where tasks say themselves what they wait for
 * @param steady whether the owner was the same before and after the clock was read
 */
public record MutexLook(
    long timeNs, long word, int owner, int first, List<Integer> queue, boolean steady) {
  private static final long FLAG_WAITERS = 1;

  public MutexLook {
    queue = List.copyOf(queue);
  }

  /** Whether threads are queued ({@code MUTEX_FLAG_WAITERS}). */
  public boolean queued() {
    return (word & FLAG_WAITERS) != 0;
  }
}
