// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.stream.EventMerger;
import io.rtnlab.probes.stream.EventSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two threads that differ in one thing only: one holds the mutex for long, on purpose. It is the
 * one to blame, whichever of the two it is.
 */
class PlantedCulpritTest {
  private static final int ROUNDS = 20;
  private static final Duration LONG = Duration.ofMillis(10);
  private static final List<String> OPERATIONS = List.of("a", "b");

  @ParameterizedTest
  @CsvSource({"bpf, 0", "bpf, 1", "tracepoints, 0", "tracepoints, 1"})
  void theOneThatHeldIsBlamed(String probe, int culprit) throws Exception {
    Backend backend = backend(probe);
    Live.needs(backend.probe(), probe.equals("bpf") ? "bpf" : "tracefs");
    Ledger ledger = record(backend, culprit);

    String guilty = OPERATIONS.get(culprit);
    String victim = OPERATIONS.get(1 - culprit);
    Set<Evidence> sure =
        probe.equals("bpf")
            ? Set.of(Evidence.PROVED, Evidence.SNAPSHOT)
            : Set.of(Evidence.INFERRED, Evidence.UNKNOWN);
    for (BlameCell cell : ledger.blame()) {
      if (cell.waiter().label().equals(victim) && cell.evidence() != Evidence.HANDOVER) {
        assertTrue(sure.contains(cell.evidence()), cell::toString);
      }
    }
    // Others on this machine take the mutex too, so the whole wait may be longer than was planted.
    long planted = ROUNDS * LONG.toNanos();
    long named = blamed(ledger, victim, guilty);
    assertTrue(
        !probe.equals("bpf") || named >= 0.95 * planted,
        () -> named + " of " + planted + " planted ns are blamed on " + guilty);
    assertEquals(0, blamed(ledger, guilty, victim));
    assertEquals(0, ledger.checks().sums().holdersOutsideRequest());
    assertEquals(0, ledger.checks().proofs().contradictions());
  }

  private static Ledger record(Backend backend, int culprit) throws IOException {
    long mutex = AddressLearner.learn(backend.witness().get()).address();
    Attribution attribution = new Attribution(OPERATIONS, backend.probe().capabilities());
    EventMerger merger = new EventMerger(attribution);
    EventSource slowRequests = merger.source();
    EventSource cheapRequests = merger.source();
    try (CalibratedHolder slow = holder();
        CalibratedHolder cheap = holder();
        Capture capture = backend.probe().open(CaptureOptions.of(mutex))) {
      capture.addTo(merger);
      for (int round = 0; round < ROUNDS; round++) {
        begin(slowRequests, slow, culprit);
        try (OpenHold hold = slow.begin(LONG)) {
          begin(cheapRequests, cheap, 1 - culprit);
          cheap.hold(Duration.ZERO);
          end(cheapRequests, cheap, 1 - culprit);
          hold.await();
        }
        end(slowRequests, slow, culprit);
      }
      merger.flush();
    }
    return attribution.ledger();
  }

  private static void begin(EventSource requests, CalibratedHolder holder, int operation) {
    requests.accept(new LockEvent.RequestBegin(System.nanoTime(), holder.thread(), operation));
  }

  private static void end(EventSource requests, CalibratedHolder holder, int operation) {
    long now = System.nanoTime();
    requests.accept(new LockEvent.RequestEnd(now, holder.thread(), operation, 0, 0));
  }

  private static CalibratedHolder holder() throws IOException {
    try {
      return CalibratedHolder.prepare();
    } catch (IOException refused) {
      assumeTrue(false, "needs userfaultfd: " + refused.getMessage());
      throw refused;
    }
  }

  private static Backend backend(String name) {
    return Backends.all().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  /** What {@code waiter} waited for {@code holder}. */
  private static long blamed(Ledger ledger, String waiter, String holder) {
    return ledger.blame().stream()
        .filter(cell -> cell.waiter().label().equals(waiter))
        .filter(cell -> cell.holder().label().equals(holder))
        .mapToLong(BlameCell::ns)
        .sum();
  }
}
