package io.rtnlab.probes.bpf;

import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stream.MergeSource;
import org.jspecify.annotations.Nullable;

/** The records of one CPU as a source of events: decoded when their turn comes, not before. */
final class RingSource extends MergeSource {
  private final RingReader reader;
  private final LossCounter losses;
  private final @Nullable StackTeller stacks;
  private long readNs = NO_SAYING;

  /** Losses that have no record behind them to tell of them. */
  private LockEvent.@Nullable Lost untold;

  private @Nullable EventSink out;
  private RingReader.Sink decoder = (_, _, _) -> {};

  RingSource(RingReader reader, LossCounter losses, @Nullable StackTeller stacks) {
    this.reader = reader;
    this.losses = losses;
    this.stacks = stacks;
  }

  @Override
  protected void read() {
    long nowNs = System.nanoTime();
    if (reader.read() == 0 && untold == null) {
      untold = losses.takeUntold(reader.cpu());
    }
    readNs = reader.heldUp() ? reader.lastNs() : nowNs;
  }

  @Override
  protected long waiting() {
    return reader.waiting();
  }

  @Override
  protected void look() {
    headNs = untold == null ? reader.headNs() : Math.min(untold.timeNs(), reader.headNs());
  }

  @Override
  protected long reachedNs() {
    return readNs;
  }

  @Override
  protected void pass(EventSink sink) {
    LockEvent.Lost lost = untold;
    if (lost != null && lost.timeNs() <= reader.headNs()) {
      untold = null;
      sink.accept(lost);
    } else {
      reader.pass(decoderInto(sink));
    }
    look();
  }

  private RingReader.Sink decoderInto(EventSink sink) {
    if (out != sink) {
      EventSink told = stacks == null ? sink : stacks.before(sink);
      decoder = (words, at, bytes) -> RecordDecoder.decode(words, at, told);
      out = sink;
    }
    return decoder;
  }
}
