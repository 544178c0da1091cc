// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Keeps threads on CPUs of their own. Left to the scheduler, two threads that contend share a CPU
 * for some of the time, where they do not contend at all.
 */
final class Pin {
  private static final int CPUS_OF_MASK = 1024;

  private Pin() {}

  /** Keeps the calling thread on one CPU from now on, whatever it starts (sched_setaffinity(2)). */
  static void to(int cpu) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(CPUS_OF_MASK / Byte.SIZE, Long.BYTES);
      mask.setAtIndex(JAVA_LONG, cpu / Long.SIZE, 1L << cpu);
      SystemCallException.check(
          "sched_setaffinity(CPU " + cpu + ")",
          SystemCall.ofThread()
              .call(SystemCallNumber.SCHED_SETAFFINITY, 0, mask.byteSize(), mask.address()));
    }
  }
}
