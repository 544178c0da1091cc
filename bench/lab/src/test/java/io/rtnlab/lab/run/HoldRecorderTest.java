// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ftrace.FunctionsProbe;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.OtherCounts.HoldOffset;
import io.rtnlab.results.OtherCounts.Offsets;
import io.rtnlab.results.OtherCounts.ProbeCount;
import org.junit.jupiter.api.Test;

/** Acquisitions counted, and holds of two probes laid beside each other. */
class HoldRecorderTest {
  private static HoldRecorder exact(FunctionsProbe probe) {
    HoldRecorder log = new HoldRecorder(probe);
    log.countFrom(100);
    return log;
  }

  private static void hold(HoldRecorder log, int thread, long fromNs, long untilNs) {
    log.accept(new LockEvent.Acquired(fromNs, thread, false, 0));
    log.accept(new LockEvent.Released(untilNs, thread, -1));
  }

  @Test
  void acquisitionsWaitsAndHoldsAreCounted() {
    HoldRecorder log = exact(FunctionsProbe.returnProbes());
    hold(log, 1, 50, 60);
    hold(log, 1, 110, 130);
    log.accept(new LockEvent.WaitBegin(140, 2, LockEvent.OWNER_UNREAD, false, -1));
    log.accept(new LockEvent.WaitBegin(145, 2, LockEvent.OWNER_UNREAD, true, -1));
    log.accept(new LockEvent.Acquired(150, 2, true, 0));
    log.accept(new LockEvent.Released(155, 2, -1));
    log.accept(new LockEvent.Acquired(160, 3, true, -4));
    log.accept(new LockEvent.WaitBegin(161, 4, LockEvent.OWNER_UNREAD, false, -1));
    log.accept(new LockEvent.Acquired(164, 4, true, 0));
    log.countUntil(165);
    hold(log, 1, 164, 170);
    hold(log, 1, 175, 180);
    FunctionsProbe probe = FunctionsProbe.returnProbes();
    assertEquals(
        new ProbeCount(
            "kprobe", 4, 2, 13, new OtherCounts.Queueing(1L, 5L, 3L), 2, 25, probe.holdBounds(), 0),
        log.count());
  }

  @Test
  void withoutEveryAcquisitionNoHoldIsBelieved() {
    HoldRecorder log = new HoldRecorder(new TracepointsProbe());
    log.countFrom(0);
    log.accept(new LockEvent.Acquired(10, 1, true, 0));
    log.accept(new LockEvent.Released(20, 1, -1));
    assertEquals(0, log.count().holds());
    assertNull(log.against(log));
  }

  @Test
  void holdsOfOneThreadThatOverlapAreTheSame() {
    HoldRecorder one = exact(FunctionsProbe.returnProbes());
    HoldRecorder other = exact(FunctionsProbe.entries());
    hold(one, 1, 110, 130);
    hold(other, 1, 107, 131);
    hold(one, 2, 140, 150); // only the one
    hold(other, 3, 140, 150); // only the other
    hold(one, 1, 200, 230);
    hold(other, 1, 199, 235);
    assertEquals(
        new HoldOffset(
            "kprobe",
            "function-args",
            2,
            1,
            1,
            new Offsets(1, 3, 3, 3),
            new Offsets(-5, -1, -1, -1),
            new Offsets(-6, -4, -4, -4)),
        one.against(other));
  }

  @Test
  void anAcquisitionAcrossAGapEndsInNoHold() {
    HoldRecorder log = exact(FunctionsProbe.graph());
    log.accept(new LockEvent.Acquired(110, 1, false, 0));
    log.accept(new LockEvent.Lost(120, 130, 1));
    log.accept(new LockEvent.Released(140, 1, -1));
    assertEquals(0, log.count().holds());
  }

  @Test
  void onlyWhatIsLostMeanwhileCounts() {
    HoldRecorder log = exact(FunctionsProbe.graph());
    log.accept(new LockEvent.Lost(80, 90, 1));
    log.accept(new LockEvent.Lost(95, 110, 2));
    log.accept(new LockEvent.Lost(120, 130, 4));
    log.accept(new LockEvent.Lost(131, 132, LockEvent.Lost.COUNT_UNKNOWN));
    log.countUntil(140);
    log.accept(new LockEvent.Lost(150, 160, 8));
    assertEquals(6, log.count().lost());
  }
}
