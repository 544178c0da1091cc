// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

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
 * Records that are whole are copied to the heap, and their room is the kernel's again: reading each
 * number of theirs where it lies would ask each time whether the memory is still there. There they
 * are put in order of time, since an interrupt's program may write between another's look at the
 * clock and its record.
 */
final class RingReader {
  /** {@link #headNs} where no record is left. */
  static final long NOTHING = Long.MAX_VALUE;

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  static final int HEADER_BYTES = 8;

  /** How much is copied at a time: it is looked at before and after, so it should be in a cache. */
  private static final int CHUNK_BYTES = 8 << 10;

  private static final VarHandle POSITION = JAVA_LONG.varHandle();
  private static final VarHandle LENGTH = JAVA_INT.varHandle();

  /** Takes records. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes one record, whose words are gone with the next {@link RingReader#read}.
     *
     * @param words of eight bytes, as the kernel wrote them
     * @param at where the record begins
     */
    void record(long[] words, int at, int bytes);
  }

  private final int cpu;
  private final MemorySegment consumer;
  private final MemorySegment producer;
  private final MemorySegment data;
  private final long bytes;
  private long position;
  private boolean heldUp;
  private long records;
  private long passed;

  /** Records with their headers, as in the ring: those from {@code head} to {@code end}. */
  private long[] words = new long[2 * CHUNK_BYTES / Long.BYTES];

  private int head;
  private int end;
  private long headNs = NOTHING;
  private long lastNs = Long.MIN_VALUE;

  /**
   * @param cpu whose records it has
   * @param consumer where we say how far we have read
   * @param producer where the kernel says how far it has reserved
   * @param data twice {@code bytes}
   * @param bytes the map's size, a power of two
   */
  RingReader(
      int cpu, MemorySegment consumer, MemorySegment producer, MemorySegment data, long bytes) {
    this.cpu = cpu;
    this.consumer = consumer;
    this.producer = producer;
    this.data = data;
    this.bytes = bytes;
    position = (long) POSITION.get(consumer, 0L);
  }

  int cpu() {
    return cpu;
  }

  /**
   * Takes what the kernel has written by now; what comes later is for the next time.
   *
   * @return how many records
   */
  int read() {
    long recordsBefore = records;
    long produced = (long) POSITION.getAcquire(producer, 0L);
    long from = position;
    heldUp = false;
    while (position < produced && !heldUp) {
      readChunk(produced);
    }
    if (position != from) {
      POSITION.setRelease(consumer, 0L, position);
    }
    findHead();
    return (int) (records - recordsBefore);
  }

  /** Whether the last {@link #read} reached a record that was still being written. */
  boolean heldUp() {
    return heldUp;
  }

  /** How many records have been read. */
  long records() {
    return records;
  }

  /** How many of them have not been passed on. */
  long waiting() {
    return records - passed;
  }

  /** The time of the next record, or {@link #NOTHING}. */
  long headNs() {
    return headNs;
  }

  /** The latest time of all records that have been read; long ago before there was any. */
  long lastNs() {
    return lastNs;
  }

  /** Hands over the next record, which must be there. */
  void pass(Sink sink) {
    int at = head;
    int length = (int) words[at];
    head += wordsOf(length);
    passed++;
    findHead();
    sink.record(words, at + 1, length);
  }

  /**
   * Hands over the next records up to a time.
   *
   * @return how many
   */
  int drain(long untilNs, Sink sink) {
    int count = 0;
    while (headNs <= untilNs && headNs != NOTHING) {
      pass(sink);
      count++;
    }
    return count;
  }

  private void findHead() {
    headNs = head < end ? words[head + 1] : NOTHING;
  }

  /** Copies the next records, as many as are whole and in a row. */
  private void readChunk(long produced) {
    long from = position;
    long until = from;
    long skipped = 0;
    while (until < produced && until - from < CHUNK_BYTES && skipped == 0) {
      int length = lengthAt(until);
      if ((length & BUSY) != 0) {
        heldUp = true;
        break;
      }
      long size = (long) wordsOf(length & ~DISCARDED) * Long.BYTES;
      if ((length & DISCARDED) == 0) {
        until += size;
      } else {
        skipped = size;
      }
    }
    int count = (int) (until - from) / Long.BYTES;
    makeRoom(count);
    MemorySegment.copy(data, JAVA_LONG, from & (bytes - 1), words, end, count);
    putInOrder(end, end + count);
    position = until + skipped;
  }

  private void makeRoom(int count) {
    int left = end - head;
    if (left == 0) {
      head = 0;
      end = 0;
    }
    if (end + count > words.length) {
      long[] to = 2 * (left + count) > words.length ? new long[2 * (left + count)] : words;
      System.arraycopy(words, head, to, 0, left);
      words = to;
      head = 0;
      end = left;
    }
  }

  /** Takes in the records that were copied to these places; a late one goes in among the others. */
  private void putInOrder(int from, int until) {
    int first = from;
    int at = from;
    while (at < until) {
      int size = wordsOf((int) words[at]);
      long timeNs = words[at + 1];
      if (timeNs >= lastNs) {
        lastNs = timeNs;
      } else if (first < at && words[first + 1] <= timeNs) {
        moveBack(first, at, size);
      } else {
        moveBack(head, at, size);
        first += size;
      }
      records++;
      at += size;
    }
    end = until;
  }

  /** Puts a record in front of the first one behind {@code from} that is younger. */
  private void moveBack(int from, int at, int size) {
    int to = from;
    while (to < at && words[to + 1] <= words[at + 1]) {
      to += wordsOf((int) words[to]);
    }
    long[] record = Arrays.copyOfRange(words, at, at + size);
    System.arraycopy(words, to, words, to + size, at - to);
    System.arraycopy(record, 0, words, to, size);
  }

  /** With its flags. Once it is no longer busy, all of the record is there to be read. */
  private int lengthAt(long start) {
    return (int) LENGTH.getAcquire(data, start & (bytes - 1));
  }

  /** How many words a record takes, with its header. */
  private static int wordsOf(int length) {
    return (HEADER_BYTES + length + 7) / Long.BYTES;
  }
}
