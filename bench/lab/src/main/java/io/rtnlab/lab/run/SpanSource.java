// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.SpanReader;
import io.rtnlab.engine.SpanSink;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.stream.MergeSource;

/** A worker's spans as a source of events; to both, no event is one at the end of all time. */
final class SpanSource extends MergeSource {
  private final SpanReader reader;
  private final int kernelThread;

  SpanSource(SpanReader reader, int kernelThread) {
    this.reader = reader;
    this.kernelThread = kernelThread;
  }

  @Override
  protected void look() {
    reader.look();
    headNs = reader.nextNs();
  }

  @Override
  protected long reachedNs() {
    return reader.lastNs(NO_SAYING);
  }

  @Override
  protected void pass(EventSink out) {
    reader.pass(new Events(out, kernelThread));
    headNs = reader.nextNs();
  }

  @Override
  protected void rest() {
    reader.giveBack();
  }

  /** Turns spans into events. Never outlives a call, and so costs no memory once compiled. */
  private record Events(EventSink out, int kernelThread) implements SpanSink {
    @Override
    public void begin(long timeNs, int span) {
      out.requestBegin(timeNs, kernelThread, span);
    }

    @Override
    public void callEnd(long timeNs) {
      out.callEnd(timeNs, kernelThread);
    }

    @Override
    public void end(long timeNs, int span, int result, long systemCallNs) {
      out.requestEnd(timeNs, kernelThread, span, result, systemCallNs);
    }
  }
}
