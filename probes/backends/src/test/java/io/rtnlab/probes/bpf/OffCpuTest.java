// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.CaptureOptions.Stacks;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.OffCpu;
import io.rtnlab.probes.event.LockEvent.OnCpu;
import io.rtnlab.probes.event.LockEvent.StackSeen;
import io.rtnlab.probes.event.LockEvent.Woken;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.probes.stack.RtnlHandlers;
import io.rtnlab.probes.stack.SleepReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A planted hold is one long sleep in a page fault, which is seen without a waiter. */
class OffCpuTest {
  private static final Duration LENGTH = Duration.ofMillis(20);

  private static long mutex;

  @BeforeAll
  static void learnTheAddress() throws IOException {
    mutex = Needs.mutex();
  }

  private record Planted(Hold hold, int thread, List<LockEvent> events) {
    <E extends LockEvent> List<E> all(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The sleep that began last before the hold was to end. */
    OffCpu sleep() {
      return all(OffCpu.class).stream()
          .filter(away -> away.thread() == thread && away.holding() && away.asleep())
          .filter(away -> away.timeNs() < hold.endedNs())
          .reduce((first, later) -> later)
          .orElseThrow(() -> new AssertionError("no sleep of " + thread + " in " + events));
    }
  }

  private static Planted plant(Stacks stacks) throws IOException {
    List<LockEvent> events = new ArrayList<>();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = new BpfProbe().open(CaptureOptions.of(mutex).with(stacks))) {
      Hold hold;
      try (OpenHold open = holder.begin(LENGTH)) {
        hold = open.await();
      }
      while (capture.poll(events::add) > 0) {}
      assertEquals(0, capture.statistics().lost());
      return new Planted(hold, holder.thread(), events);
    }
  }

  @Test
  void theSleepLiesInTheHoldAndEndsWithIt() throws IOException {
    Planted planted = plant(Stacks.NONE);
    OffCpu sleep = planted.sleep();
    assertTrue(sleep.timeNs() > planted.hold().enteredNs(), planted::toString);
    assertTrue(sleep.stack() < 0, planted::toString);
    Woken woken =
        planted.all(Woken.class).stream()
            .filter(event -> event.thread() == planted.thread())
            .filter(event -> event.timeNs() > sleep.timeNs())
            .findFirst()
            .orElseThrow();
    OnCpu back =
        planted.all(OnCpu.class).stream()
            .filter(event -> event.thread() == planted.thread())
            .filter(event -> event.timeNs() > sleep.timeNs())
            .findFirst()
            .orElseThrow();
    assertTrue(woken.timeNs() > planted.hold().endedNs(), planted::toString);
    assertTrue(woken.timeNs() <= back.timeNs(), planted::toString);
    assertTrue(back.timeNs() < planted.hold().returnedNs(), planted::toString);
  }

  @Test
  void theStackShowsWhatItSleepsForAndWhatItDoes() throws IOException {
    Planted planted = plant(Stacks.OF_OTHERS);
    int id = planted.sleep().stack();
    StackSeen stack =
        planted.all(StackSeen.class).stream()
            .filter(seen -> seen.stack() == id)
            .findFirst()
            .orElseThrow();
    assertEquals(
        new SleepReason(SleepReason.Kind.MEMORY, "handle_userfault"),
        SleepReason.of(stack.frames()),
        stack::toString);
    assertEquals(
        "dev_ifconf", RtnlHandlers.of(stack.frames()).orElseThrow().function(), stack::toString);
  }

  @Test
  void everyLeaveHasAReturn() throws IOException {
    Planted planted = plant(Stacks.NONE);
    int away = 0;
    for (LockEvent event : planted.events()) {
      if (event instanceof OffCpu gone && gone.thread() == planted.thread()) {
        assertEquals(0, away++, planted::toString);
      } else if (event instanceof OnCpu back && back.thread() == planted.thread()) {
        assertEquals(1, away--, planted::toString);
      }
    }
    assertEquals(0, away, planted::toString);
  }
}
