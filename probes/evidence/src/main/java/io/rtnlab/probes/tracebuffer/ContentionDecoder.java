// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * {@code lock:contention_begin} and {@code lock:contention_end} (include/trace/events/lock.h) out
 * of a ring buffer's raw events; every other kind of event is passed over.
 */
public final class ContentionDecoder implements PageCursor.Sink {
  public static final String BEGIN = "contention_begin";
  public static final String END = "contention_end";

  /** {@code LCB_F_SPIN}: about to try and spin, not asleep in the wait list. */
  public static final int FLAG_SPIN = 1;

  /** {@code LCB_F_MUTEX}: the lock is a mutex. */
  public static final int FLAG_MUTEX = 1 << 5;

  /** Receives the decoded events. */
  public interface Sink {
    void begin(long timeNs, int thread, long lock, int flags);

    void end(long timeNs, int thread, long lock, int result);
  }

  private final Sink sink;
  private final int typeOffset;
  private final int threadOffset;
  private final short beginId;
  private final int beginLock;
  private final int beginFlags;
  private final short endId;
  private final int endLock;
  private final int endResult;
  private final int shortest;

  /** Learns ids and offsets from the two {@code format} files. */
  public ContentionDecoder(EventFormat begin, EventFormat end, Sink sink) {
    this.sink = sink;
    typeOffset = begin.offsetOf("common_type", Short.BYTES);
    threadOffset = begin.offsetOf("common_pid", Integer.BYTES);
    beginId = (short) begin.id();
    beginLock = begin.offsetOf("lock_addr", Long.BYTES);
    beginFlags = begin.offsetOf("flags", Integer.BYTES);
    endId = (short) end.id();
    endLock = end.offsetOf("lock_addr", Long.BYTES);
    endResult = end.offsetOf("ret", Integer.BYTES);
    int longs = Math.max(beginLock, endLock);
    int ints = Math.max(Math.max(beginFlags, endResult), Math.max(typeOffset, threadOffset));
    shortest = Math.max(longs + Long.BYTES, ints + Integer.BYTES);
  }

  @Override
  public void event(long timeNs, MemorySegment page, long offset, int length) {
    if (length < shortest) {
      return;
    }
    short id = page.get(JAVA_SHORT_UNALIGNED, offset + typeOffset);
    if (id == beginId) {
      sink.begin(
          timeNs,
          page.get(JAVA_INT_UNALIGNED, offset + threadOffset),
          page.get(JAVA_LONG_UNALIGNED, offset + beginLock),
          page.get(JAVA_INT_UNALIGNED, offset + beginFlags));
    } else if (id == endId) {
      sink.end(
          timeNs,
          page.get(JAVA_INT_UNALIGNED, offset + threadOffset),
          page.get(JAVA_LONG_UNALIGNED, offset + endLock),
          page.get(JAVA_INT_UNALIGNED, offset + endResult));
    }
  }
}
