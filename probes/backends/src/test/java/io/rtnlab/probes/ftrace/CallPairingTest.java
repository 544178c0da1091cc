// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Lost;
import io.rtnlab.probes.event.LockEvent.Released;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import io.rtnlab.probes.ftrace.LockCall.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls of the mutex functions mean, for each way in which a backend can see them. */
class CallPairingTest {
  private static final int X = 10;
  private static final int Y = 20;
  private static final long LONG_NS = 60_000_000;

  private final CallPairing pairing = new CallPairing();
  private final List<LockEvent> events = new ArrayList<>();

  private void call(long timeNs, int thread, Kind kind, long detail) {
    pairing.accept(new LockCall(timeNs, thread, kind, detail), events::add);
  }

  private void call(long timeNs, int thread, Kind kind) {
    call(timeNs, thread, kind, 0);
  }

  private static Acquired fast(long timeNs, int thread) {
    return new Acquired(timeNs, thread, false, 0);
  }

  private static Released released(long timeNs, int thread) {
    return new Released(timeNs, thread, -1);
  }

  @Test
  void withEntriesAloneAnAcquisitionIsReportedFromItsRelease() {
    call(1, X, Kind.ENTERED);
    assertEquals(List.of(), events);
    call(5, X, Kind.RELEASING);
    assertEquals(List.of(fast(1, X), released(5, X)), events);
  }

  @Test
  void withEntriesAloneALongHoldIsReportedFromTheSilenceAfterItsEntry() {
    call(1, X, Kind.ENTERED);
    pairing.settle(LONG_NS, events::add);
    assertEquals(List.of(fast(1, X)), events);
    call(2 * LONG_NS, X, Kind.RELEASING);
    assertEquals(List.of(fast(1, X), released(2 * LONG_NS, X)), events);
  }

  @Test
  void preemptedBeforeTheMutexItGetsItAtTheReleaseInBetween() {
    call(1, X, Kind.ENTERED);
    call(2, Y, Kind.ENTERED);
    call(7, Y, Kind.RELEASING);
    call(9, X, Kind.RELEASING);
    assertEquals(List.of(fast(2, Y), released(7, Y), fast(7, X), released(9, X)), events);
    assertEquals(1, pairing.corrected());
    assertEquals(6, pairing.worstCorrectionNs());
  }

  @Test
  void aContendedEntryIsAWaitAndItsReturnSaysNothingNew() {
    call(1, X, Kind.ENTERED);
    call(2, X, Kind.BEGIN, 33);
    call(3, X, Kind.BEGIN, 32);
    call(8, X, Kind.END, 0);
    call(9, X, Kind.RETURNED, 1);
    call(12, X, Kind.RELEASING);
    assertEquals(
        List.of(
            new WaitBegin(2, X, LockEvent.OWNER_UNREAD, false, -1),
            new WaitBegin(3, X, LockEvent.OWNER_UNREAD, true, -1),
            new Acquired(8, X, true, 0),
            released(12, X)),
        events);
  }

  @Test
  void aReturnWithTheMutexIsAnAcquisition() {
    call(3, X, Kind.RETURNED, 1);
    call(5, X, Kind.RELEASING);
    assertEquals(List.of(fast(3, X), released(5, X)), events);
  }

  @Test
  void aReturnWithoutTheMutexIsNone() {
    call(3, X, Kind.RETURNED, 0);
    assertEquals(List.of(), events);
  }

  @Test
  void aReturnOfUnknownMutexBelongsToTheEntryBeforeIt() {
    call(1, Y, Kind.LEFT);
    call(2, X, Kind.ENTERED);
    call(4, X, Kind.LEFT);
    call(5, X, Kind.LEFT);
    call(6, X, Kind.RELEASING);
    assertEquals(List.of(fast(4, X), released(6, X)), events);
  }

  @Test
  void aTrylockSucceededWhereAReleaseFollows() {
    call(1, X, Kind.TRIED);
    call(2, X, Kind.LEFT);
    call(6, X, Kind.RELEASING);
    assertEquals(List.of(fast(2, X), released(6, X)), events);
  }

  @Test
  void aTrylockFailedWhereAnotherTryFollows() {
    call(1, X, Kind.TRIED);
    pairing.settle(LONG_NS, events::add);
    call(LONG_NS + 1, X, Kind.TRIED);
    call(LONG_NS + 5, X, Kind.RELEASING);
    assertEquals(List.of(fast(LONG_NS + 1, X), released(LONG_NS + 5, X)), events);
  }

  @Test
  void aWaitGivenUpIsNoHold() {
    call(2, X, Kind.BEGIN, 32);
    call(8, X, Kind.END, -4);
    call(9, X, Kind.RETURNED, 0);
    assertEquals(
        List.of(
            new WaitBegin(2, X, LockEvent.OWNER_UNREAD, true, -1), new Acquired(8, X, true, -4)),
        events);
  }

  @Test
  void aReturnEndsAWaitWhoseEndIsMissing() {
    call(2, X, Kind.BEGIN, 32);
    call(9, X, Kind.RETURNED, 1);
    assertEquals(new Acquired(9, X, true, 0), events.getLast());
  }

  @Test
  void aGapForgetsWhatWasOpen() {
    call(1, X, Kind.ENTERED);
    pairing.accept(new LockCall(2, 0, Kind.LOST, 7, 4), events::add);
    pairing.settle(2 * LONG_NS, events::add);
    assertEquals(List.of(new Lost(2, 4, 7)), events);
  }
}
