// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Far more records than are copied at a time, of any size, some late and some given up. */
class RingReaderWindowTest {
  private static final int BYTES = 64 << 10;
  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;

  private final Random random = new Random(11);
  private final MemorySegment consumer = Arena.ofAuto().allocate(JAVA_LONG);
  private final MemorySegment producer = Arena.ofAuto().allocate(JAVA_LONG);
  private final MemorySegment data = Arena.ofAuto().allocate(2 * BYTES, Long.BYTES);
  private final RingReader reader = new RingReader(0, consumer, producer, data, BYTES);
  private final List<Long> written = new ArrayList<>();
  private final List<Long> read = new ArrayList<>();
  private long lateAt = -1;
  private int lateLength;
  private long nextNs;

  private void put(long position, long offset, long value) {
    long at = (position + offset) % BYTES;
    data.set(JAVA_LONG, at, value);
    data.set(JAVA_LONG, at + BYTES, value);
  }

  private void putLength(long position, int length) {
    data.set(JAVA_INT, position % BYTES, length);
    data.set(JAVA_INT, position % BYTES + BYTES, length);
  }

  /** Each of its words is its time, but for the last, which is its length. */
  private boolean write() {
    int words = random.nextInt(50) == 0 ? 2 + random.nextInt(1500) : 2 + random.nextInt(6);
    int length = words * Long.BYTES;
    long position = producer.get(JAVA_LONG, 0);
    if (position + 8 + length - consumer.get(JAVA_LONG, 0) > BYTES) {
      return false;
    }
    for (int word = 0; word < words; word++) {
      put(position, 8L + 8L * word, word == words - 1 ? length : nextNs);
    }
    boolean discarded = random.nextInt(20) == 0;
    if (lateAt < 0 && !discarded && random.nextInt(100) == 0) {
      lateAt = position;
      lateLength = length;
      putLength(position, length | BUSY);
    } else {
      putLength(position, discarded ? length | DISCARDED : length);
    }
    if (!discarded) {
      written.add(nextNs);
    }
    nextNs++;
    producer.set(JAVA_LONG, 0, position + 8 + length);
    return true;
  }

  private void take(long[] words, int at, int bytes) {
    read.add(words[at]);
    assertEquals(bytes, words[at + bytes / Long.BYTES - 1]);
  }

  @Test
  void eachIsReadOnceAndInOrder() {
    for (int round = 0; round < 20_000; round++) {
      for (int records = random.nextInt(2_000); records > 0 && write(); records--) {
        // until there is no room
      }
      if (lateAt >= 0 && random.nextInt(3) == 0) {
        putLength(lateAt, lateLength);
        lateAt = -1;
      }
      reader.read();
      reader.drain(
          random.nextBoolean() ? Long.MAX_VALUE : nextNs - random.nextInt(300), this::take);
    }
    assertTrue(read.size() > 1_000_000, () -> read.size() + " records");
    assertEquals(written.subList(0, read.size()), read);
  }
}
