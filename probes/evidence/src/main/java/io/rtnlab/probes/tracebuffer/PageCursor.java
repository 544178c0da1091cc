// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Walks the events of one sub-buffer, perhaps in several strides while the kernel still writes to
 * it. The layout is that of the package description. Never reads outside the sub-buffer.
 */
public final class PageCursor {
  /** Receives the events. */
  public interface Sink {
    /**
     * One event.
     *
     * @param timeNs in the unit of the instance's {@code trace_clock}
     * @param page memory that is only good during the call
     * @param offset where the event's data starts, at its {@code common_type}
     * @param length of the data in bytes
     */
    void event(long timeNs, MemorySegment page, long offset, int length);
  }

  /** {@link #missed} where events were missed and the kernel had no room to say how many. */
  public static final long MISSED_UNCOUNTED = -1;

  private static final int COMMIT_BYTES = (1 << 20) - 1;
  private static final int COMMIT_MISSED = 1 << 31;
  private static final int COMMIT_MISSED_STORED = 1 << 30;

  private static final int TYPE_BITS = 5;
  private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;
  private static final int TYPE_PADDING = 29;
  private static final int TYPE_TIME_EXTEND = 30;
  private static final int TYPE_TIME_STAMP = 31;
  private static final int DELTA_BITS = 27;
  private static final long ABSOLUTE_BITS = 59;
  private static final long ABSOLUTE_MASK = (1L << ABSOLUTE_BITS) - 1;

  private final PageLayout layout;
  private MemorySegment page = MemorySegment.NULL;
  private int bytes;
  private long missed;
  private int position;
  private long timeNs;
  private boolean broken;

  public PageCursor(PageLayout layout) {
    this.layout = layout;
  }

  /** Starts at the front of a sub-buffer. */
  public void begin(MemorySegment subBuffer) {
    page = subBuffer;
    timeNs = page.get(JAVA_LONG_UNALIGNED, layout.timeStampOffset());
    int commit = page.get(JAVA_INT_UNALIGNED, layout.commitOffset());
    bytes = bounded(commit & COMMIT_BYTES);
    position = 0;
    broken = false;
    missed = missed(commit);
  }

  /** How many events the kernel dropped before this sub-buffer; {@link #MISSED_UNCOUNTED}. */
  public long missed() {
    return missed;
  }

  /** The time stamp of the sub-buffer before any stride, then that of the last event. */
  public long timeNs() {
    return timeNs;
  }

  /** Bytes of events, as the sub-buffer's header said at {@link #begin}. */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether the sub-buffer holds an event of an impossible length; nothing behind it was walked.
   */
  public boolean isBroken() {
    return broken;
  }

  /** Bytes of events walked so far. */
  public int position() {
    return position;
  }

  /**
   * Walks on.
   *
   * @param until bytes of events that are complete
   * @return how many events were handed over
   */
  public int walk(int until, Sink sink) {
    int end = bounded(until);
    int count = 0;
    while (position + Integer.BYTES <= end) {
      long at = layout.dataOffset() + (long) position;
      int header = page.get(JAVA_INT_UNALIGNED, at);
      int type = header & TYPE_MASK;
      int delta = header >>> TYPE_BITS;
      if (type >= 1 && type < TYPE_PADDING) {
        int length = type * Integer.BYTES;
        if (position + Integer.BYTES + length > end) {
          break;
        }
        timeNs += delta;
        position += Integer.BYTES + length;
        sink.event(timeNs, page, at + Integer.BYTES, length);
        count++;
        continue;
      }
      if (position + 2 * Integer.BYTES > end || (type == TYPE_PADDING && delta == 0)) {
        break;
      }
      int word = page.get(JAVA_INT_UNALIGNED, at + Integer.BYTES);
      switch (type) {
        case TYPE_TIME_EXTEND -> {
          timeNs += highBits(word) + delta;
          position += 2 * Integer.BYTES;
        }
        case TYPE_TIME_STAMP -> {
          timeNs = absolute(highBits(word) + delta);
          position += 2 * Integer.BYTES;
        }
        case TYPE_PADDING -> {
          if (word < Integer.BYTES || word > end - position - Integer.BYTES) {
            position = end;
            broken = true;
            return count;
          }
          position += Integer.BYTES + word;
        }
        default -> {
          if (word < Integer.BYTES || word > end - position - Integer.BYTES) {
            position = end;
            broken = true;
            return count;
          }
          timeNs += delta;
          position += Integer.BYTES + word;
          sink.event(timeNs, page, at + 2 * Integer.BYTES, word - Integer.BYTES);
          count++;
        }
      }
    }
    position = Math.max(position, end);
    return count;
  }

  private long missed(int commit) {
    if ((commit & COMMIT_MISSED) == 0) {
      return 0;
    }
    long at = layout.dataOffset() + (long) bytes;
    boolean stored = (commit & COMMIT_MISSED_STORED) != 0 && at + Long.BYTES <= page.byteSize();
    return stored ? page.get(JAVA_LONG_UNALIGNED, at) : MISSED_UNCOUNTED;
  }

  /** 59 bits are stored; the rest is that of the time before (rb_fix_abs_ts). */
  private long absolute(long stored) {
    long fixed = stored | (timeNs & ~ABSOLUTE_MASK);
    return fixed < timeNs && (timeNs & ~ABSOLUTE_MASK) != 0 ? fixed + (1L << ABSOLUTE_BITS) : fixed;
  }

  private int bounded(int eventBytes) {
    return (int) Math.max(0, Math.min(eventBytes, page.byteSize() - layout.dataOffset()));
  }

  private static long highBits(int word) {
    return Integer.toUnsignedLong(word) << DELTA_BITS;
  }
}
