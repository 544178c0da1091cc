package io.rtnlab.probes.bpf;

import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Programs of {@code native/bpf/contention.bpf.c} at work on one mutex. */
public final class BpfCapture implements Capture {
  private static final String OBJECT = "contention";
  private static final long MUTEX = 0;
  private static final long TAKE_STACKS = 8;
  private static final int STACKS = 16 << 10;
  private static final long NOT_CLOSED = -1;
  private final BpfObject object;
  private final RingReader ring;
  private final LossCounter losses;
  private final StackMap stacks;
  private final int bufferBytes;
  private long delivered;
  private long lostAtClose = NOT_CLOSED;

  private BpfCapture(
      BpfObject object, RingReader ring, LossCounter losses, StackMap stacks, int bufferBytes) {
    this.object = object;
    this.ring = ring;
    this.losses = losses;
    this.stacks = stacks;
    this.bufferBytes = bufferBytes;
  }

  /**
   * Loads and attaches.
   *
   * @param programs in the order in which they start to run
   */
  static BpfCapture open(CaptureOptions options, List<String> programs) throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      int bufferBytes = MappedRing.sizeFor(options.bufferBytes());
      object.setConstant(MUTEX, options.mutexAddress());
      object.setConstant(TAKE_STACKS, options.stacks() ? 1 : 0);
      object.setMaxEntries("ring", bufferBytes);
      object.setMaxEntries("stacks", options.stacks() ? STACKS : 1);
      object.choose(Set.copyOf(programs));
      object.load();
      RingReader ring = object.ring("ring", bufferBytes);
      LossCounter losses = new LossCounter(object.variables());
      for (String program : programs) {
        object.attach(program);
      }
      StackMap stacks = new StackMap(object.descriptor("stacks"));
      return new BpfCapture(object, ring, losses, stacks, bufferBytes);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  @Override
  public int poll(Consumer<LockEvent> sink) {
    int count = drain((data, offset, bytes) -> sink.accept(RecordDecoder.decode(data, offset)));
    // Losses at the very end have no record after them that could tell.
    long sinceNs = losses.sinceNs();
    long untold = count == 0 ? losses.takeUntold() : 0;
    if (untold > 0) {
      sink.accept(new LockEvent.Lost(sinceNs, System.nanoTime(), untold));
    }
    delivered += count;
    return untold > 0 ? count + 1 : count;
  }

  /** Hands over records as they are. */
  int drain(RingReader.Sink sink) {
    return ring.drain(sink);
  }

  @Override
  public Statistics statistics() {
    return new Statistics(
        delivered,
        lostAtClose == NOT_CLOSED ? losses.total() : lostAtClose,
        "records that found the "
            + (bufferBytes >> 10)
            + " KiB ring buffer full, counted by the programs themselves");
  }

  @Override
  public List<String> kernelStack(int id) {
    return lostAtClose == NOT_CLOSED ? stacks.functions(id) : List.of();
  }

  /** What the programs cost while a {@link CostMeter} was open. */
  public List<ProgramCost> costs() throws IOException {
    return CostMeter.read(object.programs());
  }

  @Override
  public void close() {
    if (lostAtClose != NOT_CLOSED) {
      return;
    }
    lostAtClose = losses.total();
    object.close();
  }
}
