package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The programs' own count of records that did not fit ({@code lost} in native/bpf/ring.h), in
 * memory that they and we share.
 *
 * <pre>
 *  0 total u64 │ 8 untold u64 │ 16 since ns u64
 * </pre>
 */
final class LossCounter {
  private static final long TOTAL = 0;
  private static final long UNTOLD = 8;
  private static final long SINCE = 16;
  private static final VarHandle COUNT = JAVA_LONG.varHandle();

  private final MemorySegment counts;

  LossCounter(MemorySegment counts) {
    this.counts = counts;
  }

  /** All losses since loading. */
  long total() {
    return (long) COUNT.getAcquire(counts, TOTAL);
  }

  /** When the first loss that is still untold happened, or earlier. */
  long sinceNs() {
    return (long) COUNT.getAcquire(counts, SINCE);
  }

  /**
   * Losses that no record has told of; each is told once, by the programs or by whoever asks here.
   */
  long takeUntold() {
    return (long) COUNT.getAndSet(counts, UNTOLD, 0L);
  }
}
