// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QueueTest {
  private static final long MS = 1_000_000;

  private final Queue queue = new Queue();

  private void looks(long fromMs, long untilMs, int waiters, long heldMs) {
    for (long ms = fromMs; ms < untilMs; ms += 10) {
      queue.add(ms * MS, waiters, heldMs * MS);
    }
  }

  @Test
  void aQueueThatOutlivesItsCauseIsAConvoyCountedOnce() {
    looks(0, 500, 5, 500);
    looks(500, 4000, 5, 1);
    assertEquals(1, queue.convoys());
  }

  @Test
  void aQueueThatDrainsIsNone() {
    looks(0, 500, 5, 500);
    looks(500, 1400, 5, 1);
    looks(1400, 1500, 0, 0);
    looks(1500, 4000, 5, 1);
    assertEquals(0, queue.convoys());
  }

  @Test
  void whileTheCauseLastsThereIsNone() {
    looks(0, 10_000, 5, 500);
    assertEquals(0, queue.convoys());
  }

  @Test
  void afterALongHoldTheQueueMayTakeAsLong() {
    looks(0, 5000, 50, 5000);
    looks(5000, 9000, 50, 1);
    assertEquals(0, queue.convoys());
    looks(9000, 12_000, 50, 1);
    assertEquals(1, queue.convoys());
  }
}
