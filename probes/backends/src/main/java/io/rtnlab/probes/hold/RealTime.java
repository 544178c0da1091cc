// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * How urgent a thread is ({@code SCHED_FIFO}): before everything ordinary on this machine, so that
 * a hold begins and ends when it should however busy the machine is.
 *
 * <pre>
 *  struct sched_param  0 sched_priority s32
 * </pre>
 */
public enum RealTime {
  /** A thread that watches a hold or waits for it. */
  OBSERVER(1),
  /** Above the observer, who spins while the holder is on its way: one CPU may have to do. */
  HOLDER(2);

  private static final int SCHED_FIFO = 1;
  private static final int CALLING_THREAD = 0;

  private final int priority;

  RealTime(int priority) {
    this.priority = priority;
  }

  /**
   * Makes the calling thread so urgent, if this account may ({@code CAP_SYS_NICE}); without it
   * holds are known less exactly, and {@link Hold} says how exactly.
   */
  public void claim() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parameter = arena.allocateFrom(JAVA_INT, priority);
      SystemCall.ofThread()
          .call(
              SystemCallNumber.SCHED_SETSCHEDULER, CALLING_THREAD, SCHED_FIFO, parameter.address());
    }
  }
}
