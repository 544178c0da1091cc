// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.Availability.Unavailable;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Released;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.hold.OpenHold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the running kernel, against holds of the RTNL that are known because they were planted. */
class FunctionsProbeTest {
  static Stream<FunctionsProbe> probes() {
    return Stream.of(
        FunctionsProbe.returnProbes(), FunctionsProbe.graph(), FunctionsProbe.entries());
  }

  @ParameterizedTest
  @MethodSource("probes")
  void everyPlantedHoldShowsFromAcquisitionToRelease(FunctionsProbe probe) throws IOException {
    needs(probe);
    List<LockEvent> events = new ArrayList<>();
    List<Hold> planted = new ArrayList<>();
    int holderThread;
    try (CalibratedHolder holder = Needs.holder()) {
      long mutex = AddressLearner.learn(new TracepointsWitness()).address();
      holderThread = holder.thread();
      try (Capture capture = probe.open(CaptureOptions.of(mutex))) {
        for (int i = 0; i < 5; i++) {
          try (OpenHold open = holder.begin(Duration.ofMillis(5))) {
            planted.add(open.end());
          }
        }
        // A hold's length is reported once the readers are past it.
        while (capture.poll(events::add) > 0) {}
        assertEquals(0, capture.statistics().lost(), capture.statistics()::detail);
      }
    }
    for (Hold hold : planted) {
      Acquired acquired = last(Acquired.class, events, holderThread, hold.begunNs());
      assertEquals(0, acquired.result());
      assertTrue(
          events.stream()
              .anyMatch(
                  e ->
                      e instanceof Released released
                          && released.thread() == holderThread
                          && released.timeNs() >= hold.endedNs()),
          () -> "no release after " + hold + ": " + events);
    }
  }

  /** The last acquisition before the hold was known to have begun: that is the one. */
  private static <E extends LockEvent> E last(
      Class<E> kind, List<LockEvent> events, int thread, long untilNs) {
    return events.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(e -> e.timeNs() <= untilNs && e instanceof Acquired a && a.thread() == thread)
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("no acquisition before " + untilNs + ": " + events));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void closingLeavesNothingBehind(FunctionsProbe probe) throws IOException {
    needs(probe);
    Capture capture = probe.open(new CaptureOptions(1, 8 << 10));
    capture.close();
    capture.close();
    try (TraceFileSystem fileSystem = TraceFileSystem.open()) {
      Path definitions = fileSystem.root().resolve("kprobe_events");
      if (Files.exists(definitions)) {
        String ours = "_" + ProcessHandle.current().pid() + "_";
        assertFalse(TraceFile.read(definitions).contains(ours));
      }
    }
  }

  @Test
  void theMutexHasToBeKnown() {
    assertThrows(
        IllegalArgumentException.class,
        () -> FunctionsProbe.entries().open(CaptureOptions.of(CaptureOptions.ANY_MUTEX)));
  }

  private static void needs(FunctionsProbe probe) {
    if (probe.check() instanceof Unavailable no) {
      assumeTrue(false, "needs function-tracer: " + no.reason() + "; " + no.remedy());
    }
  }
}
