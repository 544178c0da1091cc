package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.MonotonicClock;
import io.rtnlab.libc.SystemCallException;
import java.lang.foreign.MemorySegment;

/** One CPU's stream of contention, which knows up to when it is complete. */
final class CpuStream implements CpuBuffer.Sink, AutoCloseable {
  private final CpuBuffer buffer;
  private final ContentionDecoder decoder;
  private final ContentionTracing.Sink sink;
  private long completeUntilNs = MonotonicClock.nowNs();

  CpuStream(CpuBuffer buffer, ContentionDecoder decoder, ContentionTracing.Sink sink) {
    this.buffer = buffer;
    this.decoder = decoder;
    this.sink = sink;
  }

  String manner() {
    return buffer.manner();
  }

  /** Hands over what is there, without waiting; returns how many events. */
  int drain() throws SystemCallException {
    long nowNs = MonotonicClock.nowNs();
    int count = buffer.drain(this);
    completeUntilNs = Math.max(completeUntilNs, nowNs);
    return count;
  }

  @Override
  public void missed(long count, long nextNs) {
    sink.lost(Math.min(completeUntilNs, nextNs), nextNs, count);
  }

  @Override
  public void event(long timeNs, MemorySegment page, long offset, int length) {
    completeUntilNs = Math.max(completeUntilNs, timeNs);
    decoder.event(timeNs, page, offset, length);
  }

  @Override
  public void close() {
    buffer.close();
  }
}
