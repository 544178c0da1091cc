// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.probes.event.LockEvent;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The programs' own count of records that did not fit (the map {@code lost} of native/bpf/ring.h),
 * in memory that they and we share. One entry per CPU.
 *
 * <pre>
 *  0 total u64 │ 8 unreported u64 │ 16 since ns u64 │ … │ 64
 * </pre>
 */
final class LossCounter {
  /** {@code struct losses}. */
  static final int BYTES_PER_CPU = 64;

  private static final long TOTAL = 0;
  private static final long UNREPORTED = 8;
  private static final long SINCE = 16;
  private static final VarHandle COUNT = JAVA_LONG.varHandle();

  private final MemorySegment counts;

  /**
   * @param counts as many entries as there can be CPUs
   */
  LossCounter(MemorySegment counts) {
    this.counts = counts;
  }

  /** All losses since loading. */
  long total() {
    long total = 0;
    for (long cpu = 0; cpu < counts.byteSize(); cpu += BYTES_PER_CPU) {
      total += (long) COUNT.getAcquire(counts, cpu + TOTAL);
    }
    return total;
  }

  /** Since when a CPU has losses that are not reported; {@code Long.MAX_VALUE} without any. */
  long unreportedSinceNs(int cpu) {
    long at = (long) cpu * BYTES_PER_CPU;
    return (long) COUNT.getAcquire(counts, at + UNREPORTED) == 0
        ? Long.MAX_VALUE
        : (long) COUNT.getAcquire(counts, at + SINCE);
  }

  /**
   * Takes a CPU's losses that its programs have reported in no record; null where there are none.
   */
  LockEvent.@Nullable Lost takeUnreported(int cpu) {
    long at = (long) cpu * BYTES_PER_CPU;
    if ((long) COUNT.getAcquire(counts, at + UNREPORTED) == 0) {
      return null;
    }
    long sinceNs = (long) COUNT.getAcquire(counts, at + SINCE);
    long count = (long) COUNT.getAndSet(counts, at + UNREPORTED, 0L);
    return count == 0 ? null : new LockEvent.Lost(sinceNs, System.nanoTime(), count);
  }
}
