// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.event.LockEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class LossCounterTest {
  private final MemorySegment counts =
      Arena.ofAuto().allocate(2 * LossCounter.BYTES_PER_CPU, Long.BYTES);
  private final LossCounter losses = new LossCounter(counts);

  private void lose(int cpu, long total, long unreported, long sinceNs) {
    long at = (long) cpu * LossCounter.BYTES_PER_CPU;
    counts.set(JAVA_LONG, at, total);
    counts.set(JAVA_LONG, at + 8, unreported);
    counts.set(JAVA_LONG, at + 16, sinceNs);
  }

  private String takeUnreported(int cpu) {
    LockEvent.Lost lost = losses.takeUnreported(cpu);
    return lost == null ? "nothing" : lost.count() + " since " + lost.timeNs();
  }

  @Test
  void eachLossIsReportedOnceButAlwaysCounted() {
    lose(0, 7, 3, 1234);
    assertEquals("3 since 1234", takeUnreported(0));
    assertEquals("nothing", takeUnreported(0));
    assertEquals(7, losses.total());
  }

  @Test
  void everyCpuHasItsOwn() {
    lose(0, 7, 3, 1234);
    lose(1, 5, 5, 999);
    assertEquals("3 since 1234", takeUnreported(0));
    assertEquals("5 since 999", takeUnreported(1));
    assertEquals(12, losses.total());
  }
}
