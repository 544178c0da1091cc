// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@code CLOCK_MONOTONIC}, the clock of every time in this project. On Linux {@link
 * System#nanoTime()} reads it too, through the vDSO and without a system call; {@link
 * #nanoTimeOffsetNs()} makes sure of it.
 */
public final class MonotonicClock {
  private static final int CLOCK_MONOTONIC = 1;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final int ROUNDS = 32;

  private MonotonicClock() {}

  /**
   * What to add to {@link System#nanoTime()} for {@code CLOCK_MONOTONIC}: exactly 0 where both are
   * the same clock, as on every HotSpot known.
   *
   * <p>The kernel's clock is read between two readings of Java's; the tightest of several brackets
   * decides.
   */
  public static long nanoTimeOffsetNs() {
    long offset = 0;
    long tightest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      long kernel = nowNs();
      long after = System.nanoTime();
      if (after - before < tightest) {
        tightest = after - before;
        boolean same = before <= kernel && kernel <= after;
        offset = same ? 0 : kernel - (before + (after - before) / 2);
      }
    }
    return offset;
  }

  /** Asks the kernel itself ({@code clock_gettime(2)}): slow, and beyond doubt. */
  public static long nowNs() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timespec = arena.allocate(2L * Long.BYTES, Long.BYTES);
      SystemCall.ofThread()
          .call(SystemCallNumber.CLOCK_GETTIME, CLOCK_MONOTONIC, timespec.address());
      return timespec.get(JAVA_LONG, 0) * NS_PER_S + timespec.get(JAVA_LONG, 8);
    }
  }
}
