// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stack.KernelData;
import io.rtnlab.probes.stack.KernelFunctions;
import io.rtnlab.probes.stream.EventMerger;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the kernel stack of the mutex's owner at each tick of a CPU's clock that finds the owner
 * running there while others wait ({@code native/bpf/holders.bpf.c}).
 *
 * <pre>
 *                  0         8        12     14      16          20
 *  HOLDER_SAMPLED  │ time ns │ thread │ kind │       │ process   │ stack │
 *  LOST            │ since   │        │ kind │       │ until ns u64      │ count u64
 * </pre>
 *
 * Used by one thread once it has been opened.
 */
public final class HolderSampler implements AutoCloseable {
  /** No divisor of the kernel's own tick, so that it does not always find the same work. */
  public static final Duration PERIOD = Duration.ofNanos(1_003_000);

  /** Ids of its stacks begin here: a capture's own begin at 0, and both are in one stream. */
  static final int FIRST_STACK = 1 << 20;

  private static final String OBJECT = "holders";
  private static final String PROGRAM = "holder";
  private static final long MUTEX = 0;
  private static final int BUFFER_BYTES = 1 << 20;

  /** {@code RECORD_HOLDER_SAMPLED} of native/bpf/holders.bpf.c. */
  private static final int HOLDER_SAMPLED = 65;

  private final BpfObject object;
  private final CpuRings rings;
  private final LossCounter losses;
  private final StackMap stacks;
  private final BitSet announced = new BitSet();

  private HolderSampler(BpfObject object, CpuRings rings, LossCounter losses, StackMap stacks) {
    this.object = object;
    this.rings = rings;
    this.losses = losses;
    this.stacks = stacks;
  }

  /**
   * Starts to sample on every CPU that runs now.
   *
   * @param mutex address of {@code rtnl_mutex}
   * @param period of each CPU's clock, at least 10 µs (the kernel's limit for cpu-clock)
   * @throws IOException naming what the kernel refused
   */
  public static HolderSampler open(long mutex, Duration period) throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      object.setConstant(MUTEX, mutex);
      object.perCpu("rings", "lost");
      object.choose(Set.of(PROGRAM));
      object.load();
      CpuRings rings =
          object.rings("rings", MappedRing.shareOf(BUFFER_BYTES, CpuList.present().length));
      LossCounter losses = new LossCounter(object.perCpuValues("lost", LossCounter.BYTES_PER_CPU));
      StackMap stacks =
          new StackMap(
              new BpfMap(object.descriptor("stacks")), KernelFunctions.read(), KernelData.read());
      for (int cpu : CpuList.online()) {
        object.attach(PROGRAM, CpuClock.every(period, cpu));
      }
      return new HolderSampler(object, rings, losses, stacks);
    } catch (SystemCallException refused) {
      object.close();
      throw new BpfException(
          String.valueOf(refused.getMessage()),
          "run as root, grant CAP_PERFMON, or sysctl kernel.perf_event_paranoid=0");
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** Lets a merger read the samples. */
  public void addTo(EventMerger merger) {
    merger.source(this::poll);
  }

  /** Hands over the samples that have come, in order of time, each stack before its first use. */
  public int poll(EventSink sink) {
    return rings.drain((words, at, _) -> decode(words, at, sink));
  }

  private void decode(long[] words, int at, EventSink sink) {
    int kind = (int) (words[at + 1] >>> 32) & 0xFFFF;
    if (kind == RecordDecoder.LOST) {
      return; // counted by the program; the attribution misses nothing by it
    }
    if (kind != HOLDER_SAMPLED) {
      throw new IllegalArgumentException(
          "record kind " + kind + ": native/bpf and its decoder do not belong together");
    }
    int stack = (int) (words[at + 2] >>> 32);
    if (stack >= 0) {
      announce(words[at], stack, sink);
    }
    sink.accept(
        new LockEvent.HolderSampled(
            words[at], (int) words[at + 1], stack < 0 ? stack : FIRST_STACK + stack));
  }

  private void announce(long timeNs, int stack, EventSink sink) {
    if (!announced.get(stack)) {
      announced.set(stack);
      List<String> frames = stacks.functions(stack);
      sink.accept(new LockEvent.StackSeen(timeNs, FIRST_STACK + stack, frames));
    }
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
