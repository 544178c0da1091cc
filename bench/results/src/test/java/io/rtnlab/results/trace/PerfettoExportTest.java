// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trace is read by protobuf-java, which shares no code with what writes it. */
final class PerfettoExportTest {
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  private DecodedTrace decoded(List<LockEvent> events, boolean everyAcquisition)
      throws IOException {
    Path file =
        Captured.write(
            folder.resolve("events.bin"), events, new ProbeCapabilities(everyAcquisition, true));
    Path trace = folder.resolve("trace.perfetto");
    try (OutputStream out = Files.newOutputStream(trace)) {
      assertTrue(PerfettoExport.write(file, out).contains("complete"));
    }
    return DecodedTrace.read(trace);
  }

  private Ledger ledger() throws IOException {
    return Replay.of(folder.resolve("events.bin"), _ -> true, _ -> new Silent()).ledger();
  }

  /** Looks at nothing. */
  private static final class Silent implements Replay.Listener {
    @Override
    public void accept(LockEvent event) {}

    @Override
    public void segment(
        int waiter,
        long fromNs,
        long untilNs,
        int holder,
        Evidence evidence,
        boolean ownerChangedWithin,
        HolderState state) {
      // the ledger alone is asked for
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void slicesNestAndCountWhatTheLedgerCounts(boolean everyAcquisition) throws IOException {
    DecodedTrace trace = decoded(Captured.events(ROUNDS), everyAcquisition);
    Ledger ledger = ledger();
    assertEquals(Optional.empty(), trace.misnested());
    assertEquals(2 * ROUNDS, trace.slices("request").size());
    assertEquals(ledger.waits().waits(), trace.slices("wait").size());
    assertEquals(
        ledger.waits().totalNs(),
        trace.slices("wait").stream().mapToLong(DecodedTrace.Slice::lengthNs).sum());
    assertEquals(
        ledger.waits().totalNs(),
        trace.slices("segment").stream().mapToLong(DecodedTrace.Slice::lengthNs).sum());
    if (everyAcquisition) {
      assertEquals(2 * ROUNDS, trace.slices("hold").size());
    }
  }

  @Test
  void everyArrowEndsWithinAHoldOfTheNamedHolder() throws IOException {
    DecodedTrace trace = decoded(Captured.events(ROUNDS), false);
    List<DecodedTrace.Flow> flows = trace.flows();
    long named =
        trace.slices("segment").stream().filter(slice -> slice.name().contains("holding")).count();
    assertEquals(named, flows.size());
    assertTrue(named >= 4 * ROUNDS);
    for (DecodedTrace.Flow flow : flows) {
      assertTrue(flow.fromNs() <= flow.toNs());
      assertTrue(
          trace.slices("hold").stream()
              .anyMatch(
                  hold ->
                      hold.track() == flow.toTrack()
                          && hold.fromNs() <= flow.toNs()
                          && flow.toNs() <= hold.untilNs()),
          flow.toString());
    }
  }

  @Test
  void theQueueIsCounted() throws IOException {
    DecodedTrace trace = decoded(Captured.events(1), false);
    assertEquals(List.of(1L, 2L, 1L, 0L), trace.counter());
  }

  @Test
  void aWaitWhoseEndIsMissingSaysSo() throws IOException {
    List<LockEvent> events =
        List.of(
            new LockEvent.RequestBegin(10, 1, 0),
            new LockEvent.WaitBegin(20, 1, 2, true, -1),
            new LockEvent.Lost(30, 40, 3),
            new LockEvent.RequestEnd(50, 1, 0, 0, 30));
    DecodedTrace trace = decoded(events, false);
    assertEquals(Optional.empty(), trace.misnested());
    assertEquals(List.of("not seen"), trace.slices("wait").stream().map(s -> s.note()).toList());
    assertEquals(List.of(1L, 0L), trace.counter());
  }

  @Test
  void hostileNamesAreEscaped() throws IOException {
    DecodedTrace trace = decoded(Captured.events(1), false);
    assertTrue(trace.tracks().stream().anyMatch(name -> name.startsWith("=\\x1b[31m")));
    assertFalse(trace.tracks().stream().anyMatch(name -> name.contains("\033")));
  }

  @Test
  void aLongStreamIsWrittenInTheMemoryOfAShortOne() throws IOException {
    // Constant by construction: nothing but sets of threads is kept. 160,000 events, as a check.
    Path file =
        Captured.write(
            folder.resolve("events.bin"),
            Captured.events(10_000),
            new ProbeCapabilities(false, true));
    Counting counting = new Counting();
    try (OutputStream out = new BufferedOutputStream(counting)) {
      PerfettoExport.write(file, out);
    }
    assertTrue(counting.bytes > 10_000_000);
  }

  /** Keeps nothing. */
  private static final class Counting extends OutputStream {
    long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }
}
