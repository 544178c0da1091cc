// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The begin and end of direct reclaim (include/trace/events/vmscan.h) out of a ring buffer's raw
 * events; every other kind of event is passed over.
 */
public final class ReclaimDecoder implements PageCursor.Sink {
  /** A begin and its end: of the machine's memory, and of the limit of a cgroup (CONFIG_MEMCG). */
  public record Pair(String begin, String end) {}

  public static final List<Pair> EVENTS =
      List.of(
          new Pair("mm_vmscan_direct_reclaim_begin", "mm_vmscan_direct_reclaim_end"),
          new Pair("mm_vmscan_memcg_reclaim_begin", "mm_vmscan_memcg_reclaim_end"));

  /** Receives the decoded events. */
  @FunctionalInterface
  public interface Sink {
    void reclaim(long timeNs, int thread, boolean begins);
  }

  private final Sink sink;
  private final short beginId;
  private final short endId;
  private final int typeOffset;
  private final int threadOffset;

  /** Learns ids and offsets from the two {@code format} files of a pair. */
  public ReclaimDecoder(EventFormat begin, EventFormat end, Sink sink) {
    this.sink = sink;
    beginId = (short) begin.id();
    endId = (short) end.id();
    typeOffset = begin.offsetOf("common_type", Short.BYTES);
    threadOffset = begin.offsetOf("common_pid", Integer.BYTES);
  }

  @Override
  public void event(long timeNs, MemorySegment page, long offset, int length) {
    if (length < Math.max(typeOffset + Short.BYTES, threadOffset + Integer.BYTES)) {
      return;
    }
    short id = page.get(JAVA_SHORT_UNALIGNED, offset + typeOffset);
    if (id == beginId || id == endId) {
      int thread = page.get(JAVA_INT_UNALIGNED, offset + threadOffset);
      sink.reclaim(timeNs, thread, id == beginId);
    }
  }
}
