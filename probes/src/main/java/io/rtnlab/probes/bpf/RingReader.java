package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The reading side of a {@code BPF_MAP_TYPE_RINGBUF} (kernel/bpf/ringbuf.c): no system call.
 * Positions only ever grow; a record lies at its position modulo the size, and the data are mapped
 * twice in a row so that none is ever cut.
 *
 * <pre>
 *  record   0 length u32 │ 4 page offset u32 │ 8 … 8 + length │ pad to 8
 *           bit 31 of length: still being written, stop here; bit 30: to be skipped
 *           each of ours begins with its time
 * </pre>
 *
 * Records that are whole are copied to the heap some kilobytes at a time: reading each number of
 * theirs where it lies would ask each time whether the memory is still there.
 */
final class RingReader {
  /** {@link #headNs} where no record is left. */
  static final long NOTHING = Long.MAX_VALUE;

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  static final int HEADER_BYTES = 8;
  private static final int WINDOW_BYTES = 8 << 10;
  private static final VarHandle POSITION = JAVA_LONG.varHandle();
  private static final VarHandle LENGTH = JAVA_INT.varHandle();

  /** Takes records. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes one record, whose words are gone once this returns.
     *
     * @param words of eight bytes, as the kernel wrote them
     * @param at where the record begins
     */
    void record(long[] words, int at, int bytes);
  }

  private final MemorySegment consumer;
  private final MemorySegment producer;
  private final MemorySegment data;
  private final long bytes;

  /** Whole records, and the position of the first of them. */
  private long[] window = new long[WINDOW_BYTES / Long.BYTES];

  private long windowFrom;
  private long windowUntil;

  private long position;
  private long published;
  private long end;
  private long headNs = NOTHING;

  /**
   * @param consumer where we say how far we have read
   * @param producer where the kernel says how far it has reserved
   * @param data twice {@code bytes}
   * @param bytes the map's size, a power of two
   */
  RingReader(MemorySegment consumer, MemorySegment producer, MemorySegment data, long bytes) {
    this.consumer = consumer;
    this.producer = producer;
    this.data = data;
    this.bytes = bytes;
    position = (long) POSITION.get(consumer, 0L);
    published = position;
    windowUntil = position;
  }

  /** Looks how far the kernel has written by now; what comes later is for the next time. */
  void open() {
    end = (long) POSITION.getAcquire(producer, 0L);
    findHead();
  }

  /** The time of the next record, or {@link #NOTHING}. */
  long headNs() {
    return headNs;
  }

  /**
   * Hands over the next records up to a time. Room is given back to the kernel in quarters of the
   * buffer: each time costs the CPU that writes a cache miss.
   *
   * @return how many records
   */
  int drain(long untilNs, Sink sink) {
    int count = 0;
    while (headNs <= untilNs && headNs != NOTHING) {
      int at = inWindow();
      int length = (int) window[at];
      sink.record(window, at + 1, length);
      count++;
      position += sizeOf(length);
      if (position - published >= bytes / 4) {
        giveBack();
      }
      findHead();
    }
    return count;
  }

  /** Gives all room back that was read. */
  void giveBack() {
    if (position != published) {
      POSITION.setRelease(consumer, 0L, position);
      published = position;
    }
  }

  private void findHead() {
    if (position == windowUntil) {
      fill();
    }
    headNs = position < windowUntil ? window[inWindow() + 1] : NOTHING;
  }

  /** Where in the window the next record begins. */
  private int inWindow() {
    return (int) (position - windowFrom) / Long.BYTES;
  }

  /** Copies the next records, as many as are whole and have room. */
  private void fill() {
    skipDiscarded();
    long until = position;
    while (until < end) {
      int length = lengthAt(until);
      if ((length & (BUSY | DISCARDED)) != 0) {
        break;
      }
      long next = until + sizeOf(length);
      if (next - position > WINDOW_BYTES && until > position) {
        break;
      }
      until = next;
    }
    int words = (int) (until - position) / Long.BYTES;
    if (words > window.length) {
      window = new long[words];
    }
    MemorySegment.copy(data, JAVA_LONG, position & (bytes - 1), window, 0, words);
    windowFrom = position;
    windowUntil = until;
  }

  private void skipDiscarded() {
    while (position < end) {
      int length = lengthAt(position);
      if ((length & BUSY) != 0 || (length & DISCARDED) == 0) {
        break;
      }
      position += sizeOf(length & ~DISCARDED);
    }
  }

  /** With its flags. Once it is no longer busy, all of the record is there to be read. */
  private int lengthAt(long start) {
    return (int) LENGTH.getAcquire(data, start & (bytes - 1));
  }

  private static int sizeOf(int length) {
    return (HEADER_BYTES + length + 7) & ~7;
  }
}
