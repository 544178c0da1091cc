package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The programs' own count of records that did not fit (the map {@code lost} of native/bpf/ring.h),
 * in memory that they and we share. One entry per CPU.
 *
 * <pre>
 *  0 total u64 │ 8 untold u64 │ 16 since ns u64 │ … │ 64
 * </pre>
 */
final class LossCounter {
  /** {@code struct losses}. */
  static final int BYTES_PER_CPU = 64;

  private static final long TOTAL = 0;
  private static final long UNTOLD = 8;
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

  /** Takes losses that no record has told of; each is told once. */
  @FunctionalInterface
  interface Sink {
    void lost(long sinceNs, long count);
  }

  /** Tells each CPU's losses that its programs have not told. */
  void takeUntold(Sink sink) {
    for (long cpu = 0; cpu < counts.byteSize(); cpu += BYTES_PER_CPU) {
      long sinceNs = (long) COUNT.getAcquire(counts, cpu + SINCE);
      long count = (long) COUNT.getAndSet(counts, cpu + UNTOLD, 0L);
      if (count > 0) {
        sink.lost(sinceNs, count);
      }
    }
  }
}
