// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays the kernel's side of the ring in ordinary memory. */
class RingReaderTest {
  private static final int BYTES = 64;
  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;

  private final MemorySegment consumer = Arena.ofAuto().allocate(JAVA_LONG);
  private final MemorySegment producer = Arena.ofAuto().allocate(JAVA_LONG);
  private final MemorySegment data = Arena.ofAuto().allocate(2 * BYTES, Long.BYTES);
  private final RingReader reader = new RingReader(0, consumer, producer, data, BYTES);

  /** Reserves a record, in both views of the memory as the kernel's double mapping does. */
  private long write(int lengthAndFlags, long payload) {
    long position = producer.get(JAVA_LONG, 0);
    put(position, lengthAndFlags, payload);
    int length = lengthAndFlags & ~(BUSY | DISCARDED);
    producer.set(JAVA_LONG, 0, position + RingReader.HEADER_BYTES + ((length + 7) & ~7));
    return position;
  }

  private void put(long position, int lengthAndFlags, long payload) {
    for (long at = position % BYTES; at + 16 <= 2 * BYTES; at += BYTES) {
      data.set(JAVA_INT, at, lengthAndFlags);
      data.set(JAVA_LONG, at + RingReader.HEADER_BYTES, payload);
    }
  }

  private List<Long> drain() {
    List<Long> payloads = new ArrayList<>();
    int count = drain(Long.MAX_VALUE, payloads);
    assertEquals(payloads.size(), count);
    return payloads;
  }

  private int drain(long untilNs, List<Long> payloads) {
    reader.read();
    return reader.drain(untilNs, (words, at, bytes) -> payloads.add(words[at]));
  }

  @Test
  void whatIsYoungerStays() {
    write(8, 1);
    write(8, 3);
    List<Long> payloads = new ArrayList<>();
    assertEquals(1, drain(2, payloads));
    assertEquals(3, reader.headNs());
    assertEquals(List.of(3L), drain());
    assertEquals(RingReader.NOTHING, reader.headNs());
  }

  @Test
  void nothingThere() {
    assertEquals(List.of(), drain());
  }

  @Test
  void recordsComeOnceAndInOrder() {
    write(8, 1);
    write(8, 2);
    assertEquals(List.of(1L, 2L), drain());
    assertEquals(List.of(), drain());
  }

  @Test
  void roomIsGivenBack() {
    write(8, 1);
    drain();
    assertEquals(producer.get(JAVA_LONG, 0), consumer.get(JAVA_LONG, 0));
  }

  @Test
  void aRecordStillBeingWrittenHoldsUpThoseBehindIt() {
    write(8, 1);
    long unfinished = write(8 | BUSY, 2);
    write(8, 3);
    assertEquals(List.of(1L), drain());
    assertTrue(reader.heldUp());
    assertEquals(1, reader.lastNs());
    put(unfinished, 8, 2);
    assertEquals(List.of(2L, 3L), drain());
    assertFalse(reader.heldUp());
  }

  @Test
  void aDiscardedRecordIsSkipped() {
    write(8 | DISCARDED, 1);
    write(8, 2);
    assertEquals(List.of(2L), drain());
  }

  @Test
  void positionsGoOnAroundTheRing() {
    for (long round = 0; round < 100; round++) {
      write(8, 2 * round);
      write(8, 2 * round + 1);
      assertEquals(List.of(2 * round, 2 * round + 1), drain());
    }
  }

  @Test
  void anOddLengthIsPadded() {
    write(5, 1);
    write(8, 2);
    assertEquals(List.of(1L, 2L), drain());
  }

  @Test
  void whatAnInterruptWroteInBetweenIsPutInOrder() {
    write(8, 5);
    write(8, 7);
    write(8, 6);
    write(8, 4);
    assertEquals(List.of(4L, 5L, 6L, 7L), drain());
  }

  @Test
  void soIsWhatOnlyTheNextReadingSees() {
    write(8, 5);
    write(8, 7);
    assertEquals(2, reader.read());
    write(8, 6);
    assertEquals(List.of(5L, 6L, 7L), drain());
    write(8, 3);
    assertEquals(List.of(3L), drain());
  }
}
