// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.attribute;

import io.rtnlab.probes.recording.LockEventTranslation;
import io.rtnlab.probes.recording.RecordedEvent;
import io.rtnlab.probes.recording.RecordedInput;
import io.rtnlab.probes.recording.Recording;
import io.rtnlab.probes.stream.EventReader;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.SideBySide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lays a recording beside a run that was made on the same machine at the same time. */
public final class BesideRun {
  /**
   * At one and the same event a recorder may be called, and look at its clock, before our probe.
   */
  private static final long CALLED_EARLIER_NS = 100_000;

  private static final Set<String> NAMING = Set.of("proved", "sole", "snapshot", "inferred");

  private BesideRun() {}

  /** Of all waiting, by the blame: {@code waits.namedShare} meant another share before schema 4. */
  private static double namedShare(RunDocument document, LedgerDocument.Waits waits) {
    long namedNs =
        document.blame().stream()
            .filter(row -> NAMING.contains(row.evidence()))
            .mapToLong(LedgerDocument.BlameRow::ns)
            .sum();
    return waits.totalNs() == 0 ? 0 : (double) namedNs / waits.totalNs();
  }

  /**
   * Counts what both report, from the probe's first wait to its last.
   *
   * @throws IllegalArgumentException where no probe watched the run, or no thread waited in it
   * @throws IOException where one of both is damaged
   */
  public static SideBySide of(Path file, RunFolder run) throws IOException {
    RunDocument document = run.read();
    LedgerDocument.Waits waits = document.waits();
    String address = document.probe().mutexAddress();
    if (address == null || waits == null) {
      throw new IllegalArgumentException(
          run.path() + " was run without a probe: there is nothing to lay a recording beside");
    }
    long mutex = Long.parseUnsignedLong(address.substring("0x".length()), 16);
    WaitCount ours = new WaitCount(Long.MIN_VALUE, Long.MAX_VALUE);
    try (EventReader events = EventReader.open(run.events())) {
      events.readAll(ours);
    }
    if (ours.sum().waits() == 0) {
      throw new IllegalArgumentException("no thread waited in " + run.path());
    }
    long fromNs = ours.firstNs() - CALLED_EARLIER_NS;
    WaitCount theirs = new WaitCount(fromNs, ours.lastNs());
    LockEventTranslation translation = new LockEventTranslation(mutex, theirs);
    Map<Long, Long> others = new HashMap<>();
    try (Recording recording = RecordedInput.recordingIn(file)) {
      recording.read(
          event -> {
            translation.accept(event);
            if (event instanceof RecordedEvent.Begin begin
                && begin.lock() != mutex
                && begin.timeNs() >= fromNs
                && begin.timeNs() <= ours.lastNs()) {
              others.merge(begin.lock(), 1L, Long::sum);
            }
          });
      return new SideBySide(
          document.probe().name(),
          ours.sum(),
          namedShare(document, waits),
          recording.writer(),
          theirs.sum(),
          others.size(),
          others.values().stream().mapToLong(Long::longValue).sum());
    }
  }
}
