// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays the kernel's side in ordinary memory; each record is nothing but its time. */
class CpuRingsTest {
  private static final int BYTES = 1024;

  private final Cpu first = new Cpu();
  private final Cpu second = new Cpu();
  private final Cpu third = new Cpu();
  private final CpuRings rings = new CpuRings(List.of(first.reader, second.reader, third.reader));

  private static final class Cpu {
    private final MemorySegment producer = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment data = Arena.ofAuto().allocate(2 * BYTES, Long.BYTES);
    private final RingReader reader =
        new RingReader(0, Arena.ofAuto().allocate(JAVA_LONG), producer, data, BYTES);

    private void write(long... timesNs) {
      long position = producer.get(JAVA_LONG, 0);
      for (long timeNs : timesNs) {
        data.set(JAVA_INT, position, Long.BYTES);
        data.set(JAVA_LONG, position + RingReader.HEADER_BYTES, timeNs);
        position += RingReader.HEADER_BYTES + Long.BYTES;
      }
      producer.set(JAVA_LONG, 0, position);
    }
  }

  private List<Long> drain(long untilNs) {
    List<Long> timesNs = new ArrayList<>();
    int count = rings.drain(untilNs, (words, at, bytes) -> timesNs.add(words[at]));
    assertEquals(timesNs.size(), count);
    return timesNs;
  }

  @Test
  void recordsComeInOrderWhicheverCpuWroteThem() {
    first.write(1, 5, 6);
    second.write(2, 3, 9);
    third.write(4, 7, 8);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), drain(100));
  }

  @Test
  void aYoungerOneStaysSinceAnotherCpuMayYetReportAnOlder() {
    first.write(1, 20);
    assertEquals(List.of(1L), drain(10));
    second.write(11);
    assertEquals(List.of(11L, 20L), drain(30));
    assertEquals(List.of(), drain(40));
  }
}
