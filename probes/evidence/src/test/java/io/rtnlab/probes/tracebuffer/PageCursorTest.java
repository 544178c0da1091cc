// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sub-buffers made by hand, for what a capture seldom shows. */
class PageCursorTest {
  private static final PageLayout LAYOUT = new PageLayout(0, 8, 16, 4096);
  private static final int MISSED = 1 << 31;
  private static final int MISSED_STORED = 1 << 30;

  private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
  private final PageCursor cursor = new PageCursor(LAYOUT);
  private final List<Long> times = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private int flags;

  PageCursorTest() {
    bytes.putLong(1_000).putLong(0);
  }

  private PageCursorTest header(int type, int delta) {
    bytes.putInt(delta << 5 | type);
    return this;
  }

  private PageCursorTest words(int... words) {
    for (int word : words) {
      bytes.putInt(word);
    }
    return this;
  }

  private int walk() {
    bytes.putInt(8, (bytes.position() - 16) | flags);
    cursor.begin(MemorySegment.ofArray(bytes.array()));
    return walk(cursor.bytes());
  }

  private int walk(int until) {
    return cursor.walk(
        until,
        (timeNs, page, offset, length) -> {
          times.add(timeNs);
          lengths.add(length);
        });
  }

  @Test
  void deltasAddUp() {
    header(2, 5).words(1, 2).header(1, 7).words(3);
    assertEquals(2, walk());
    assertEquals(List.of(1_005L, 1_012L), times);
    assertEquals(List.of(8, 4), lengths);
  }

  @Test
  void aLongEventHasItsLengthInTheNextWord() {
    header(0, 5).words(4 + 200);
    bytes.position(bytes.position() + 200);
    header(1, 1).words(0);
    assertEquals(2, walk());
    assertEquals(List.of(200, 4), lengths);
  }

  @Test
  void aTimeExtendIsNoEvent() {
    header(30, 3).words(2).header(1, 1).words(0);
    assertEquals(1, walk());
    assertEquals(List.of(1_000L + (2L << 27) + 3 + 1), times);
  }

  @Test
  void anAbsoluteTimeReplaces() {
    header(31, 9).words(100).header(1, 1).words(0);
    assertEquals(1, walk());
    assertEquals(List.of((100L << 27) + 9 + 1), times);
  }

  @Test
  void aDiscardedEventIsSkippedWithItsDelta() {
    header(29, 50).words(8, 0).header(1, 1).words(0);
    assertEquals(1, walk());
    assertEquals(List.of(1_001L), times);
  }

  @Test
  void paddingWithoutDeltaEndsTheSubBuffer() {
    header(1, 1).words(0).header(29, 0).words(0).header(1, 1).words(0);
    assertEquals(1, walk());
  }

  @Test
  void walksOnWhereItStopped() {
    header(1, 1).words(0).header(1, 1).words(0);
    bytes.putInt(8, 0);
    cursor.begin(MemorySegment.ofArray(bytes.array()));
    assertEquals(1, walk(8));
    assertEquals(0, walk(8));
    assertEquals(1, walk(16));
    assertEquals(List.of(1_001L, 1_002L), times);
  }

  @Test
  void missedEventsAreCountedWhereThereWasRoom() {
    header(1, 1).words(0);
    flags = MISSED | MISSED_STORED;
    int end = bytes.position();
    bytes.putLong(1_160).position(end);
    assertEquals(1, walk());
    assertEquals(1_160, cursor.missed());
  }

  @Test
  void missedEventsWithoutRoomAreUncounted() {
    header(1, 1).words(0);
    flags = MISSED;
    walk();
    assertEquals(PageCursor.MISSED_UNCOUNTED, cursor.missed());
  }

  @Test
  void aLyingLengthEndsTheSubBuffer() {
    header(0, 1).words(1_000_000).header(1, 1).words(0);
    assertEquals(0, walk());
    header(29, 1).words(-8).header(1, 1).words(0);
    assertEquals(0, walk());
  }

  @Test
  void anyBytesAreReadWithinBounds() {
    Random random = new Random(1);
    byte[] garbage = new byte[4096];
    for (int round = 0; round < 3_000; round++) {
      random.nextBytes(garbage);
      cursor.begin(MemorySegment.ofArray(garbage).asSlice(0, 16 + random.nextInt(4_081)));
      int[] events = new int[1];
      cursor.walk(
          Integer.MAX_VALUE,
          (timeNs, page, offset, length) -> {
            assertTrue(offset + length <= page.byteSize());
            events[0]++;
          });
      assertTrue(events[0] <= 1_020, "an event has at least 4 bytes");
    }
  }
}
