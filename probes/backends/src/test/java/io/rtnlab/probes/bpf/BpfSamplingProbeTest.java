// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.Availability.Unavailable;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.OwnerSeen;
import io.rtnlab.probes.event.LockEvent.ThreadSeen;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the running kernel: no thread waits for these holds, and yet they are seen. */
class BpfSamplingProbeTest {
  private static final int HOLDS = 5;
  private static final Duration LENGTH = Duration.ofMillis(50);

  private static long mutex;

  @BeforeAll
  static void learnTheAddress() throws IOException {
    mutex = Needs.mutex();
    if (new BpfSamplingProbe().check() instanceof Unavailable no) {
      assumeTrue(false, "needs bpf: " + no.reason() + "; " + no.remedy());
    }
  }

  @Test
  void everyLookDuringAHoldFindsTheHolder() throws IOException {
    everyLookFindsTheHolder(new BpfSamplingProbe());
  }

  /** Besides the events of waits, of which there are none. */
  @Test
  void theTracepointsLookBesidesWhereAskedTo() throws IOException {
    everyLookFindsTheHolder(new BpfProbe(Duration.ofMillis(1)));
  }

  private static void everyLookFindsTheHolder(Probe probe) throws IOException {
    List<LockEvent> events = new ArrayList<>();
    List<Hold> holds = new ArrayList<>();
    try (CalibratedHolder holder = Needs.holder();
        Capture capture = probe.open(CaptureOptions.of(mutex))) {
      for (int i = 0; i < HOLDS; i++) {
        holds.add(holder.hold(LENGTH));
      }
      while (capture.poll(events::add) > 0) {}
    }
    for (Hold hold : holds) {
      List<OwnerSeen> looks = looksDuring(hold, events);
      assertTrue(looks.size() >= 5, () -> "50 looks were due: " + looks);
      for (OwnerSeen look : looks) {
        assertEquals(hold.thread(), look.owner());
      }
    }
    assertEquals(
        List.of("rtnl-holder"),
        events.stream()
            .filter(e -> e instanceof ThreadSeen who && who.thread() == holds.getFirst().thread())
            .map(e -> ((ThreadSeen) e).name())
            .toList());
  }

  private static List<OwnerSeen> looksDuring(Hold hold, List<LockEvent> events) {
    return events.stream()
        .filter(e -> e.timeNs() >= hold.begunNs() && e.timeNs() <= hold.endedNs())
        .filter(OwnerSeen.class::isInstance)
        .map(OwnerSeen.class::cast)
        .toList();
  }
}
