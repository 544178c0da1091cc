// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stream.MergeSource;
import org.jspecify.annotations.Nullable;

/** The records of one CPU as a source of events: decoded when their turn comes, not before. */
final class RingSource extends MergeSource {
  private final RingReader reader;
  private final LossCounter losses;
  private final @Nullable StackAnnouncer stacks;
  private long readNs = NO_SAYING;

  /** Losses that no record has reported so far: other CPUs' later events must not come first. */
  private LockEvent.@Nullable Lost unreported;

  private @Nullable EventSink out;
  private RingReader.Sink decoder = (_, _, _) -> {};

  RingSource(RingReader reader, LossCounter losses, @Nullable StackAnnouncer stacks) {
    this.reader = reader;
    this.losses = losses;
    this.stacks = stacks;
  }

  @Override
  protected void read() {
    // Of what is lost since then the programs may just be writing the record.
    long lostSinceNs = losses.unreportedSinceNs(reader.cpu());
    long nowNs = System.nanoTime();
    int _ = reader.read();
    if (unreported == null) {
      unreported = losses.takeUnreported(reader.cpu());
    }
    readNs = reader.heldUp() ? reader.lastNs() : nowNs;
    if (unreported == null) {
      readNs = Math.min(readNs, lostSinceNs);
    }
  }

  @Override
  protected long waiting() {
    return reader.waiting();
  }

  @Override
  protected void look() {
    headNs = unreported == null ? reader.headNs() : Math.min(unreported.timeNs(), reader.headNs());
  }

  @Override
  protected long reachedNs() {
    return readNs;
  }

  @Override
  protected void pass(EventSink sink) {
    LockEvent.Lost lost = unreported;
    if (lost != null && lost.timeNs() <= reader.headNs()) {
      unreported = null;
      sink.accept(lost);
    } else {
      reader.pass(decoderInto(sink));
    }
    look();
  }

  private RingReader.Sink decoderInto(EventSink sink) {
    if (out != sink) {
      EventSink announcing = stacks == null ? sink : stacks.before(sink);
      decoder = (words, at, bytes) -> RecordDecoder.decode(words, at, announcing);
      out = sink;
    }
    return decoder;
  }
}
