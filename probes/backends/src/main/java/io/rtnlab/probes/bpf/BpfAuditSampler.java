// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.audit.SampleSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Samples the mutex's owner at random times of its own ({@code native/bpf/audit.bpf.c}), to judge
 * the ledger by. It shares no program, no map and no time with the backends.
 *
 * <pre>
 *             0         8        12     14      16             20
 *  AUDIT      │ time ns │ owner  │ kind │ flags │ late ns u32  │ how u32 │
 *  LOST       │ since   │        │ kind │       │ until ns u64 │ count u64
 * </pre>
 */
public final class BpfAuditSampler implements AutoCloseable {
  private static final String OBJECT = "audit";
  private static final long MUTEX = 0;
  private static final long MEAN_GAP = 8;
  private static final int BUFFER_BYTES = 1 << 20;

  /** Its interrupts come to a CPU whatever that does. */
  private static final String INTERRUPT = "local_timer_entry";

  private static final String SAMPLE_IN_INTERRUPT = "timer_interrupt";

  /** Starts the timers where interrupts of timers have no tracepoint; then they sample later. */
  private static final String SAMPLE_IN_SOFTIRQ = "softirq";

  /** {@code RECORD_AUDIT} of native/bpf/audit.bpf.c. */
  private static final int AUDIT = 64;

  /** {@code MUTEX_FLAG_PICKUP}: the pointer names the next owner, which does not run yet. */
  private static final int PICKUP = 4;

  /** {@code SAMPLED_IN_INTERRUPT} of native/bpf/audit.bpf.c. */
  private static final int IN_INTERRUPT = 1;

  private static final int LOST = RecordDecoder.LOST;
  private static final Duration LEAST_GAP = Duration.ofMillis(1);

  /** Of all CPUs together. */
  private static final int MOST_PER_SECOND = 4000;

  private final BpfObject object;
  private final CpuRings rings;
  private final LossCounter losses;

  private BpfAuditSampler(BpfObject object, CpuRings rings, LossCounter losses) {
    this.object = object;
    this.rings = rings;
    this.losses = losses;
  }

  /** A mean gap of each CPU that costs little: 1 ms, more on machines with many CPUs. */
  public static Duration gap() throws IOException {
    Duration shared = Duration.ofNanos(1_000_000_000L / MOST_PER_SECOND * CpuList.present().length);
    return shared.compareTo(LEAST_GAP) > 0 ? shared : LEAST_GAP;
  }

  /**
   * Starts to sample on every CPU.
   *
   * @param mutex address of {@code rtnl_mutex}
   * @param meanGap of the exponential gaps, on each CPU
   * @throws IOException naming what the kernel refused
   */
  public static BpfAuditSampler open(long mutex, Duration meanGap) throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      object.setConstant(MUTEX, mutex);
      object.setConstant(MEAN_GAP, meanGap.toNanos());
      object.perCpu("rings", "lost", "schedules");
      String program =
          KernelTracepoints.among(List.of(INTERRUPT)).isEmpty()
              ? SAMPLE_IN_SOFTIRQ
              : SAMPLE_IN_INTERRUPT;
      object.choose(Set.of(program));
      object.load();
      CpuRings rings =
          object.rings("rings", MappedRing.shareOf(BUFFER_BYTES, CpuList.present().length));
      LossCounter losses = new LossCounter(object.perCpuValues("lost", LossCounter.BYTES_PER_CPU));
      object.attach(List.of(program));
      return new BpfAuditSampler(object, rings, losses);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** Hands over the samples that have come, in order of time. */
  public int poll(SampleSink sink) {
    return rings.drain((words, at, _) -> decode(words, at, sink));
  }

  static void decode(long[] words, int at, SampleSink sink) {
    int kind = (int) (words[at + 1] >>> 32) & 0xFFFF;
    if (kind == LOST) {
      return; // counted by the programs
    }
    if (kind != AUDIT) {
      throw new IllegalArgumentException(
          "record kind " + kind + ": native/bpf and its decoder do not belong together");
    }
    int flags = (int) (words[at + 1] >>> 48);
    int owner = (flags & PICKUP) != 0 ? SampleSink.NO_OWNER : (int) words[at + 1];
    long late = words[at + 2] & 0xFFFF_FFFFL;
    sink.sample(words[at], owner, late, (words[at + 2] >>> 32 & IN_INTERRUPT) != 0);
  }

  /** Samples that found their buffer full. */
  public long lost() {
    return losses.total();
  }

  @Override
  public void close() {
    object.close();
  }
}
