// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Waits until one of several descriptors can be read ({@code ppoll(2)}). Belongs to one thread;
 * waiting allocates nothing.
 *
 * <pre>
 *  struct pollfd   0 fd s32 │ 4 events s16 │ 6 revents s16
 *  struct timespec 0 tv_sec s64 │ 8 tv_nsec s64
 * </pre>
 */
public final class Poll {
  private static final short POLLIN = 1;
  private static final int POLLFD_BYTES = 8;
  private static final long NS_PER_S = 1_000_000_000L;

  private final SystemCall kernel = new SystemCall();
  private final int count;
  private final MemorySegment pollfds;
  private final MemorySegment timespec;

  /** Watches these descriptors, in this order. */
  public Poll(Descriptor... watched) {
    count = watched.length;
    Arena arena = Arena.ofAuto();
    pollfds = arena.allocate((long) POLLFD_BYTES * Math.max(count, 1), Integer.BYTES);
    timespec = arena.allocate(2L * Long.BYTES, Long.BYTES);
    for (int i = 0; i < count; i++) {
      pollfds.set(JAVA_INT, (long) POLLFD_BYTES * i, watched[i].number());
      pollfds.set(JAVA_SHORT, (long) POLLFD_BYTES * i + 4, POLLIN);
    }
  }

  /**
   * Waits until one is ready.
   *
   * @return how many are ready, 0 after the timeout, or {@code -errno}
   */
  public int await(Duration timeout) {
    return awaitNs(timeout.toNanos());
  }

  /**
   * Waits until one is ready.
   *
   * @return how many are ready, 0 after the timeout, or {@code -errno}
   */
  public int awaitNs(long timeoutNs) {
    timespec.set(JAVA_LONG, 0, timeoutNs / NS_PER_S);
    timespec.set(JAVA_LONG, 8, timeoutNs % NS_PER_S);
    return (int)
        kernel.call(SystemCallNumber.PPOLL, pollfds.address(), count, timespec.address(), 0, 0);
  }

  /** Whether the descriptor at this position had something, an error included, at the last wait. */
  public boolean ready(int index) {
    return pollfds.get(JAVA_SHORT, (long) POLLFD_BYTES * index + 6) != 0;
  }
}
