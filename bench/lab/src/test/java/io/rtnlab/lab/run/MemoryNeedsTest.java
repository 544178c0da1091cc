// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.engine.Limit;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.Pacing;
import io.rtnlab.engine.RunPlan;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryNeedsTest {
  private static final long MIB = 1 << 20;

  @Test
  void theRefusalNamesANumberOfThreadsThatFits() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> MemoryNeeds.requireHeap(plan(1024), 256 * MIB));
    Matcher number =
        Pattern.compile("at most (\\d+) threads").matcher(String.valueOf(refused.getMessage()));
    assertTrue(number.find(), refused::toString);
    int fit = Integer.parseInt(number.group(1));
    assertTrue(fit > 1 && fit < 1024, refused::toString);
    assertDoesNotThrow(() -> MemoryNeeds.requireHeap(plan(fit), 256 * MIB));
  }

  @Test
  void aBufferIsForEachCpu() {
    assertDoesNotThrow(() -> MemoryNeeds.requireProbeBuffer(MIB, 64, 1024 * MIB));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> MemoryNeeds.requireProbeBuffer(2 * MIB, 64, 1024 * MIB));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("at most 1048576 bytes"), refused::toString);
  }

  private static RunPlan plan(int threads) {
    return new RunPlan(
        Mix.parse("a=1,b=1", Set.of("a", "b")),
        threads,
        new Pacing.ClosedLoop(),
        Duration.ZERO,
        new Limit.Requests(1),
        1);
  }
}
