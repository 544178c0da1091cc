package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The reading side of a {@code BPF_MAP_TYPE_RINGBUF} (kernel/bpf/ringbuf.c): no system call, no
 * copy. Positions only ever grow; a record lies at its position modulo the size, and the data are
 * mapped twice in a row so that none is ever cut.
 *
 * <pre>
 *  record   0 length u32 │ 4 page offset u32 │ 8 … 8 + length │ pad to 8
 *           bit 31 of length: still being written, stop here; bit 30: to be skipped
 *           each of ours begins with its time
 * </pre>
 */
final class RingReader {
  /** {@link #headNs} where no record is left. */
  static final long NOTHING = Long.MAX_VALUE;

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  static final int HEADER_BYTES = 8;
  private static final VarHandle POSITION = JAVA_LONG.varHandle();
  private static final VarHandle LENGTH = JAVA_INT.varHandle();

  /** Takes one record, whose bytes are gone once this returns. */
  @FunctionalInterface
  interface Sink {
    void record(MemorySegment data, long offset, int bytes);
  }

  private final MemorySegment consumer;
  private final MemorySegment producer;
  private final MemorySegment data;
  private final long bytes;

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
      long offset = position & (bytes - 1);
      int length = data.get(JAVA_INT, offset);
      sink.record(data, offset + HEADER_BYTES, length);
      count++;
      step(length);
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
    while (position < end) {
      long offset = position & (bytes - 1);
      int length = (int) LENGTH.getAcquire(data, offset);
      if ((length & BUSY) != 0) {
        break;
      }
      if ((length & DISCARDED) == 0) {
        headNs = data.get(JAVA_LONG, offset + HEADER_BYTES);
        return;
      }
      step(length & ~DISCARDED);
    }
    headNs = NOTHING;
  }

  private void step(int length) {
    position += (HEADER_BYTES + length + 7) & ~7;
  }
}
