// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.recording.ChainTracker.Because;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainTrackerTest {
  private static final long RTNL = 0x100;
  private static final long DEVICE = 0x200;
  private static final long OTHER = 0x300;
  private static final int MUTEX = 32;

  private static final int WAITER = 1;
  private static final int HOLDER = 2;
  private static final int CULPRIT = 3;
  private static final int BEHIND = 4;

  private final ChainTracker tracker = new ChainTracker(RTNL);

  @Test
  void theCulpritNeverHadTheMutex() {
    begin(10, HOLDER, DEVICE);
    begin(20, WAITER, RTNL);
    release(100, CULPRIT, DEVICE);
    end(105, HOLDER, DEVICE);
    release(110, HOLDER, RTNL);
    end(115, WAITER, RTNL);
    assertSums(Map.entry(new Because(WAITER, HOLDER, DEVICE, CULPRIT), 85L));
  }

  @Test
  void theRootIsTheLastOfTheChain() {
    begin(10, HOLDER, DEVICE);
    begin(12, CULPRIT, OTHER);
    begin(20, WAITER, RTNL);
    release(90, BEHIND, OTHER);
    end(95, CULPRIT, OTHER);
    release(100, CULPRIT, DEVICE);
    end(105, HOLDER, DEVICE);
    release(110, HOLDER, RTNL);
    assertSums(Map.entry(new Because(WAITER, HOLDER, DEVICE, BEHIND), 85L));
  }

  /** Before Linux 7.2 a wake-up is all that shows who released a lock. */
  @Test
  void wakeUpsShowItAsWell() {
    begin(10, HOLDER, DEVICE);
    begin(20, WAITER, RTNL);
    tracker.accept(new RecordedEvent.Waking(100, CULPRIT, "c", HOLDER, false));
    end(105, HOLDER, DEVICE);
    tracker.accept(new RecordedEvent.Waking(110, HOLDER, "h", WAITER, false));
    end(115, WAITER, RTNL);
    assertSums(Map.entry(new Because(WAITER, HOLDER, DEVICE, CULPRIT), 85L));
  }

  @Test
  void whatCameBeforeTheHoldIsNotItsFault() {
    begin(10, HOLDER, DEVICE);
    begin(20, WAITER, RTNL);
    release(30, CULPRIT, DEVICE);
    end(35, HOLDER, DEVICE);
    begin(40, HOLDER, RTNL);
    release(50, CULPRIT, RTNL);
    end(55, HOLDER, RTNL);
    release(60, HOLDER, RTNL);
    end(65, WAITER, RTNL);
    assertSums();
  }

  @Test
  void aReleaseThatWasNotSeenHasNoRoot() {
    begin(10, HOLDER, DEVICE);
    begin(20, WAITER, RTNL);
    end(105, HOLDER, DEVICE);
    release(110, HOLDER, RTNL);
    assertSums(Map.entry(new Because(WAITER, HOLDER, DEVICE, ChainTracker.UNKNOWN_ROOT), 85L));
  }

  @Test
  void ordinaryHoldsHaveNoChain() {
    long now = 0;
    for (int i = 0; i < 10_000; i++) {
      int a = 10 + i % 4;
      begin(now + 1, a, RTNL);
      release(now + 5, 10 + (i + 1) % 4, RTNL);
      end(now + 6, a, RTNL);
      now += 10;
    }
    assertSums();
  }

  @Test
  void aGapForgetsWhatWasOpen() {
    begin(10, HOLDER, DEVICE);
    begin(20, WAITER, RTNL);
    tracker.accept(new RecordedEvent.Lost(30, 40, 7));
    release(100, CULPRIT, DEVICE);
    end(105, HOLDER, DEVICE);
    release(110, HOLDER, RTNL);
    assertSums();
  }

  private void begin(long timeNs, int thread, long lock) {
    tracker.accept(new RecordedEvent.Begin(timeNs, thread, "t" + thread, lock, MUTEX, List.of()));
  }

  private void end(long timeNs, int thread, long lock) {
    tracker.accept(new RecordedEvent.End(timeNs, thread, "t" + thread, lock, 0));
  }

  private void release(long timeNs, int thread, long lock) {
    tracker.accept(new RecordedEvent.Release(timeNs, thread, "t" + thread, lock, List.of()));
  }

  private void assertSums() {
    assertEquals(List.of(), tracker.sums());
  }

  private void assertSums(Map.Entry<Because, Long> expected) {
    assertEquals(List.of(expected), tracker.sums());
  }
}
