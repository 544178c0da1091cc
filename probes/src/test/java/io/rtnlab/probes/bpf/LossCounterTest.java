package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class LossCounterTest {
  private final MemorySegment counts = Arena.ofAuto().allocate(24, Long.BYTES);
  private final LossCounter losses = new LossCounter(counts);

  @Test
  void eachLossIsToldOnceButAlwaysCounted() {
    counts.set(JAVA_LONG, 0, 7);
    counts.set(JAVA_LONG, 8, 3);
    counts.set(JAVA_LONG, 16, 1234);
    assertEquals(1234, losses.sinceNs());
    assertEquals(3, losses.takeUntold());
    assertEquals(0, losses.takeUntold());
    assertEquals(7, losses.total());
  }
}
