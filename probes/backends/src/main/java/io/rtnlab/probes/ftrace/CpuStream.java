// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.MonotonicClock;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.tracebuffer.PageCursor;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/** One CPU's stream of contention, which knows up to when it is complete. */
final class CpuStream implements CpuBuffer.Sink, AutoCloseable {
  private final CpuBuffer buffer;
  private final PageCursor.Sink decoder;
  private final ContentionTracing.Sink sink;
  private final LongSupplier lostSoFar;
  private long lostReported;
  private long completeUntilNs = MonotonicClock.nowNs();

  /**
   * Reads on from this moment.
   *
   * @param lostSoFar the kernel's count of what this CPU lost, asked where a sub-buffer had no room
   *     to say how many were missed
   */
  CpuStream(
      CpuBuffer buffer,
      PageCursor.Sink decoder,
      ContentionTracing.Sink sink,
      LongSupplier lostSoFar) {
    this.buffer = buffer;
    this.decoder = decoder;
    this.sink = sink;
    this.lostSoFar = lostSoFar;
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
    long lost =
        count == PageCursor.MISSED_UNCOUNTED
            ? Math.max(0, lostSoFar.getAsLong() - lostReported)
            : count;
    lostReported += lost;
    sink.lost(Math.min(completeUntilNs, nextNs), nextNs, lost);
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
