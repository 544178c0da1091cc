// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.CaptureOptions.Stacks;
import io.rtnlab.probes.ProgramCost;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stream.EventMerger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs of {@code native/bpf/contention.bpf.c} at work on one mutex. */
public final class BpfCapture implements Capture {
  private static final String OBJECT = "contention";
  private static final long MUTEX = 0;
  private static final long TAKE_STACKS = 8;
  private static final long PROCESS = 16;
  private static final int STACKS = 16 << 10;

  private static final long NOT_CLOSED = -1;
  private final BpfObject object;
  private final CpuRings rings;
  private final LossCounter losses;
  private final @Nullable StackAnnouncer stacks;
  private final int bufferBytes;
  private long lostAtClose = NOT_CLOSED;
  private long missedAtClose;

  private BpfCapture(
      BpfObject object,
      CpuRings rings,
      LossCounter losses,
      @Nullable StackAnnouncer stacks,
      int bufferBytes) {
    this.object = object;
    this.rings = rings;
    this.losses = losses;
    this.stacks = stacks;
    this.bufferBytes = bufferBytes;
  }

  /** Lets the loaded programs run. */
  @FunctionalInterface
  interface Attachment {
    void attach(BpfObject object) throws IOException;
  }

  /**
   * Loads programs and attaches each to what its section names.
   *
   * @param programs in the order in which they start to run
   */
  static BpfCapture open(CaptureOptions options, List<String> programs) throws IOException {
    return open(options, programs, object -> object.attach(programs));
  }

  /** Loads programs and attaches them as asked. */
  static BpfCapture open(CaptureOptions options, List<String> programs, Attachment attachment)
      throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      object.setConstant(MUTEX, options.mutexAddress());
      boolean stacked = options.stacks() != Stacks.NONE;
      object.setConstant(TAKE_STACKS, takeStacks(options.stacks()));
      object.setConstant(PROCESS, ProcessHandle.current().pid());
      object.perCpu("rings", "lost");
      object.setMaxEntries("stacks", stacked ? STACKS : 1);
      object.choose(Set.copyOf(programs));
      object.load();
      int bufferBytes = MappedRing.shareOf(options.bufferBytes(), CpuList.present().length);
      CpuRings rings = object.rings("rings", bufferBytes);
      LossCounter losses = new LossCounter(object.perCpuValues("lost", LossCounter.BYTES_PER_CPU));
      StackAnnouncer stacks =
          stacked ? StackAnnouncer.of(new BpfMap(object.descriptor("stacks"))) : null;
      attachment.attach(object);
      return new BpfCapture(object, rings, losses, stacks, bufferBytes);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** {@code STACKS_*} of native/bpf/contention.bpf.c. */
  private static int takeStacks(Stacks whose) {
    return switch (whose) {
      case NONE -> 0;
      case OF_OTHERS -> 1;
      case OF_ALL -> 2;
    };
  }

  @Override
  public int poll(EventSink sink) {
    EventSink announcing = stacks == null ? sink : stacks.before(sink);
    int count = drain((words, at, bytes) -> RecordDecoder.decode(words, at, announcing));
    return count > 0 ? count : emitLosses(sink);
  }

  @Override
  public void addTo(EventMerger merger) {
    for (RingReader reader : rings.readers()) {
      merger.add(new RingSource(reader, losses, stacks));
    }
  }

  /** Losses at the very end have no record after them to report them. */
  private int emitLosses(EventSink sink) {
    int reported = 0;
    for (RingReader reader : rings.readers()) {
      LockEvent.Lost lost = losses.takeUnreported(reader.cpu());
      if (lost != null) {
        sink.accept(lost);
        reported++;
      }
    }
    return reported;
  }

  /** Hands over records as they are. */
  int drain(RingReader.Sink sink) {
    return rings.drain(sink);
  }

  @Override
  public Statistics statistics() {
    boolean closed = lostAtClose != NOT_CLOSED;
    long full = closed ? lostAtClose : losses.total();
    long missed = closed ? missedAtClose : missed();
    return new Statistics(
        rings.readers().stream().mapToLong(RingReader::records).sum(),
        full + missed,
        full
            + " records that found the "
            + (bufferBytes >> 10)
            + " KiB ring buffer of their CPU full, counted by the programs themselves; "
            + missed
            + " runs of programs, of any mutex, that the kernel left out because the program was"
            + " running on that CPU");
  }

  /** Runs that the kernel left out ({@code recursion_misses}); 0 where it does not say. */
  private long missed() {
    try {
      return CostMeter.read(object.programs()).stream().mapToLong(ProgramCost::missed).sum();
    } catch (IOException olderKernel) {
      return 0;
    }
  }

  @Override
  public Optional<Meter> meter() {
    try {
      return Optional.of(CostMeter.start());
    } catch (SystemCallException refused) {
      return Optional.empty();
    }
  }

  @Override
  public List<ProgramCost> costs() throws IOException {
    return CostMeter.read(object.programs());
  }

  @Override
  public void close() {
    if (lostAtClose != NOT_CLOSED) {
      return;
    }
    missedAtClose = missed();
    lostAtClose = losses.total();
    object.close();
  }
}
