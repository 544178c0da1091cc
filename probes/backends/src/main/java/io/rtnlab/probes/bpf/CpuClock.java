// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A timer in the kernel: perf event {@code PERF_COUNT_SW_CPU_CLOCK} on one CPU, which also ticks
 * while that CPU is idle.
 *
 * <pre>
 *  struct perf_event_attr  0 type u32 │ 4 size u32 │ 8 config u64 │ 16 sample_period u64 │ … 64
 * </pre>
 */
final class CpuClock {
  private static final int PERF_TYPE_SOFTWARE = 1;
  private static final long PERF_COUNT_SW_CPU_CLOCK = 0;
  private static final int PERF_ATTR_SIZE_VER0 = 64;
  private static final long PERF_FLAG_FD_CLOEXEC = 8;
  private static final int EVERY_PROCESS = -1;
  private static final int NO_GROUP = -1;

  private CpuClock() {}

  /** Opens one that ticks with this period, on the first CPU. */
  static Descriptor every(Duration period) throws IOException {
    return every(period, CpuList.online()[0]);
  }

  /** Opens one that ticks with this period on a CPU. */
  static Descriptor every(Duration period, int cpu) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(PERF_ATTR_SIZE_VER0, Long.BYTES);
      attribute.set(JAVA_INT, 0, PERF_TYPE_SOFTWARE);
      attribute.set(JAVA_INT, 4, PERF_ATTR_SIZE_VER0);
      attribute.set(JAVA_LONG, 8, PERF_COUNT_SW_CPU_CLOCK);
      attribute.set(JAVA_LONG, 16, period.toNanos());
      return Descriptor.adopt(
          SystemCallException.check(
              "perf_event_open(cpu-clock)",
              SystemCall.ofThread()
                  .call(
                      SystemCallNumber.PERF_EVENT_OPEN,
                      attribute.address(),
                      EVERY_PROCESS,
                      cpu,
                      NO_GROUP,
                      PERF_FLAG_FD_CLOEXEC)));
    }
  }
}
