// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Lost;
import io.rtnlab.probes.event.LockEvent.Released;
import io.rtnlab.probes.event.LockEvent.ThreadSeen;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recording's words in ours. */
class LockEventTranslationTest {
  private static final long MUTEX = 0xffffffff831f5a60L;
  private static final int QUEUED = 32;
  private static final int SPINNING = 33;

  private final List<LockEvent> events = new ArrayList<>();
  private final LockEventTranslation translation = new LockEventTranslation(MUTEX, events::add);

  private void begin(long timeNs, int thread, int flags, String... stack) {
    translation.accept(new RecordedEvent.Begin(timeNs, thread, "ip", MUTEX, flags, List.of(stack)));
  }

  private void waking(long timeNs, int thread, int woken, boolean inInterrupt) {
    translation.accept(new RecordedEvent.Waking(timeNs, thread, "", woken, inInterrupt));
  }

  @Test
  void aWaitAndItsEnd() {
    begin(1, 7, SPINNING);
    translation.accept(new RecordedEvent.End(4, 7, "ip", MUTEX, 0));
    assertEquals(
        List.of(
            new ThreadSeen(1, 7, 7, "ip", 0),
            new WaitBegin(1, 7, LockEvent.OWNER_UNREAD, false, -1),
            new Acquired(4, 7, true, 0)),
        events);
    assertEquals(new LockEventTranslation.Counts(1, 1, 0), translation.counts());
  }

  @Test
  void whoWakesAQueuedWaiterHasReleased() {
    begin(1, 7, QUEUED);
    waking(3, 9, 7, false);
    assertEquals(new Released(3, 9, -1), events.getLast());
  }

  @Test
  void whoWakesASpinnerOrAnotherHasNot() {
    begin(1, 7, SPINNING);
    waking(3, 9, 7, false);
    waking(4, 9, 8, false);
    assertEquals(0, translation.counts().releases());
  }

  @Test
  void anInterruptThatHitsAThreadIsNotThatThread() {
    begin(1, 7, QUEUED);
    waking(3, 9, 7, true);
    assertEquals(0, translation.counts().releases());
  }

  @Test
  void otherLocksAreNotHeard() {
    translation.accept(new RecordedEvent.Begin(1, 7, "ip", MUTEX + 8, QUEUED, List.of()));
    translation.accept(new RecordedEvent.End(2, 7, "ip", MUTEX + 8, 0));
    assertEquals(List.of(), events);
  }

  @Test
  void stacksReportWhatWaitersWereDoing() {
    begin(1, 7, QUEUED, "__mutex_lock.constprop.0", "inet_rtm_newroute", "rtnetlink_rcv_msg");
    assertEquals("RTM_NEWROUTE IPv4", translation.doing().getFirst().getKey());
  }

  @Test
  void afterAGapNoneIsKnownToStandInTheList() {
    begin(1, 7, QUEUED);
    translation.accept(new RecordedEvent.Lost(2, 3, 5));
    waking(4, 9, 7, false);
    assertEquals(new Lost(2, 3, 5), events.getLast());
  }
}
