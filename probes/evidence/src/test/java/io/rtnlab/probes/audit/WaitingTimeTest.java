// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitingTimeTest {
  private static final long NOW = 1_000_000_000_000_000L;

  private static WaitingTime of(long[][] waits) {
    WaitingTime waiting = new WaitingTime(timeNs -> timeNs >= NOW);
    for (long[] wait : waits) {
      waiting.ended(1, NOW + wait[0], NOW + wait[1], 0);
    }
    return waiting;
  }

  @Test
  void aHoldThatTwoWaitForCountsTwice() {
    WaitingTime waiting = of(new long[][] {{0, 100}, {50, 150}});
    assertEquals(50, waiting.ns(NOW, NOW + 50));
    assertEquals(100, waiting.ns(NOW + 50, NOW + 100));
    assertEquals(50, waiting.ns(NOW + 100, NOW + 1000));
    assertEquals(200, waiting.ns(NOW - 1000, NOW + 1000));
  }

  @Test
  void waitsThatDoNotCountAreLeftOut() {
    assertEquals(0, of(new long[][] {{-10, 100}}).ns(NOW - 100, NOW + 1000));
    assertEquals(0, of(new long[][] {}).ns(NOW, NOW + 1));
  }

  /** Against a sum over all waits, hold by hold. */
  @Test
  void manyWaitsAddUpExactly() {
    Random random = new Random(3);
    long[][] waits = new long[2000][];
    for (int i = 0; i < waits.length; i++) {
      long begin = random.nextInt(1_000_000);
      waits[i] = new long[] {begin, begin + random.nextInt(50_000)};
    }
    WaitingTime waiting = of(waits);
    for (int i = 0; i < 200; i++) {
      long from = random.nextInt(1_000_000);
      long until = from + random.nextInt(20_000);
      long sum = 0;
      for (long[] wait : waits) {
        sum += Math.max(0, Math.min(until, wait[1]) - Math.max(from, wait[0]));
      }
      assertEquals(sum, waiting.ns(NOW + from, NOW + until));
    }
  }
}
