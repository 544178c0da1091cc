// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A signal that the calling thread does not get while this is open (rt_sigprocmask(2)); it comes
 * afterwards. For system calls that give up over a signal and begin from the start, which a
 * profiler that fires all the time would never let finish. To be closed on the same thread.
 */
public final class BlockedSignal implements AutoCloseable {
  /** What profilers send (signal(7)). */
  public static final int SIGPROF = 27;

  private static final int SIG_BLOCK = 0;
  private static final int SIG_SETMASK = 2;

  private final long before;

  private BlockedSignal(long before) {
    this.before = before;
  }

  /** Blocks a signal by its number, of the first 64. */
  public static BlockedSignal block(int signal) throws SystemCallException {
    return new BlockedSignal(change(SIG_BLOCK, 1L << (signal - 1)));
  }

  @Override
  public void close() throws SystemCallException {
    change(SIG_SETMASK, before);
  }

  private static long change(int how, long signals) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocateFrom(JAVA_LONG, signals);
      MemorySegment old = arena.allocate(JAVA_LONG);
      SystemCallException.check(
          "rt_sigprocmask",
          SystemCall.ofThread()
              .call(
                  SystemCallNumber.RT_SIGPROCMASK,
                  how,
                  set.address(),
                  old.address(),
                  set.byteSize()));
      return old.get(JAVA_LONG, 0);
    }
  }
}
