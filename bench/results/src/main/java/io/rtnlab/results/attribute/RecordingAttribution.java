// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.attribute;

import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Checks;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.recording.ChainTracker;
import io.rtnlab.probes.recording.LockEventTranslation;
import io.rtnlab.probes.recording.ReadProgress;
import io.rtnlab.probes.recording.RecordedInput;
import io.rtnlab.probes.recording.RecordedMutex;
import io.rtnlab.probes.recording.Recording;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerRows;
import io.rtnlab.results.RecordingDocument;
import io.rtnlab.results.RecordingDocument.WaiterRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** From a file to its document. */
public final class RecordingAttribution {
  private static final List<String> BLIND_SPOTS =
      List.of(
          "cannot see: no probe read the mutex's owner; a holder is inferred from who acquired"
              + " last, is the sole one possible (or no thread held) while a thread stood in the"
              + " queue, and is proved only where a wake-up shows its release",
          "cannot see: an acquisition that found the mutex free and no thread queued leaves no"
              + " event, so a holder that never waited is unknown until it wakes a waiter",
          "cannot see: a signal that wakes a waiter looks like a release by its sender");

  /** Of whom a lock's release was not seen. */
  private static final String UNKNOWN = "(unknown)";

  private final boolean apart;

  private RecordingAttribution(boolean apart) {
    this.apart = apart;
  }

  /**
   * Reads it.
   *
   * @param mutex address of rtnl_mutex on the recorded host; empty to find it out
   * @param apart whether threads of one name are listed separately
   * @throws IOException where the file is damaged, or does not show its rtnl_mutex
   */
  public static RecordingDocument of(Path file, OptionalLong mutex, boolean apart)
      throws IOException {
    try (RecordedInput input = RecordedInput.open(file)) {
      return of(input, ReadProgress.NONE, mutex, apart);
    }
  }

  /** The same of what has been opened, reporting how far the reading is. */
  public static RecordingDocument of(
      RecordedInput input, ReadProgress progress, OptionalLong mutex, boolean apart)
      throws IOException {
    try (Recording recording = input.recording(progress)) {
      RecordedMutex found = RecordedMutex.in(recording, mutex);
      Attribution attribution = new Attribution(List.of(), ProbeCapabilities.CONTENTION);
      LockEventTranslation translation = new LockEventTranslation(found.address(), attribution);
      ChainTracker chain = new ChainTracker(found.address());
      recording.read(translation.andThen(chain));
      return new RecordingAttribution(apart)
          .document(input.name(), recording, found, translation, chain, attribution.ledger());
    }
  }

  private RecordingDocument document(
      String file,
      Recording recording,
      RecordedMutex mutex,
      LockEventTranslation translation,
      ChainTracker chain,
      Ledger ledger) {
    LockEventTranslation.Counts counts = translation.counts();
    List<String> remarks = new ArrayList<>(recording.remarks());
    remarks.addAll(BLIND_SPOTS);
    Checks checks = ledger.checks();
    return new RecordingDocument(
        RecordingDocument.SCHEMA,
        new RecordingDocument.Source(
            file,
            recording.writer(),
            recording.kernel().orElse(null),
            String.format(Locale.ROOT, "0x%016x", mutex.address()),
            mutex.evidence()),
        ledger.spanNs(),
        new RecordingDocument.Events(counts.begins(), counts.ends(), counts.releases()),
        waiters(ledger),
        LedgerRows.document(ledger, this::label, _ -> null).behind(chain(chain)),
        translation.doing().stream()
            .map(entry -> new RecordingDocument.WaiterActivity(entry.getKey(), entry.getValue()))
            .toList(),
        new RecordingDocument.Lost(
            checks.gaps().count(),
            checks.gaps().lostEvents(),
            checks.leftOut().waits(),
            checks.leftOut().endsWithoutBegin(),
            checks.order().outOfOrder()),
        remarks);
  }

  private List<LedgerDocument.ChainRow> chain(ChainTracker chain) {
    Map<List<String>, Long> sums = new LinkedHashMap<>();
    chain
        .sums()
        .forEach(
            sum -> {
              ChainTracker.Because because = sum.getKey();
              sums.merge(
                  List.of(
                      name(because.waiter(), chain),
                      name(because.holder(), chain),
                      name(because.root(), chain),
                      String.format(Locale.ROOT, "0x%016x", because.lock())),
                  sum.getValue(),
                  Long::sum);
            });
    return sums.entrySet().stream()
        .map(
            sum ->
                new LedgerDocument.ChainRow(
                    sum.getKey().get(0),
                    sum.getKey().get(1),
                    sum.getKey().get(2),
                    sum.getKey().get(3),
                    sum.getValue()))
        .sorted(Comparator.comparingLong(LedgerDocument.ChainRow::ns).reversed())
        .toList();
  }

  private String name(int thread, ChainTracker chain) {
    if (thread == ChainTracker.UNKNOWN_ROOT) {
      return UNKNOWN;
    }
    String name = chain.name(thread);
    return name.isEmpty() ? "thread " + thread : apart ? name + "[" + thread + "]" : name;
  }

  private List<WaiterRow> waiters(Ledger ledger) {
    Map<String, Map<Evidence, Long>> sums = new LinkedHashMap<>();
    for (BlameCell cell : ledger.blame()) {
      sums.computeIfAbsent(label(cell.waiter()), _ -> new EnumMap<>(Evidence.class))
          .merge(cell.evidence(), cell.ns(), Long::sum);
    }
    return sums.entrySet().stream()
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(WaiterRow::waitNs).reversed())
        .toList();
  }

  private static WaiterRow row(String waiter, Map<Evidence, Long> ns) {
    return new WaiterRow(
        waiter,
        ns.values().stream().mapToLong(Long::longValue).sum(),
        ns.getOrDefault(Evidence.PROVED, 0L),
        ns.getOrDefault(Evidence.SOLE, 0L),
        ns.getOrDefault(Evidence.SNAPSHOT, 0L),
        ns.getOrDefault(Evidence.INFERRED, 0L),
        ns.getOrDefault(Evidence.HANDOVER, 0L),
        ns.getOrDefault(Evidence.UNKNOWN, 0L));
  }

  private String label(Actor actor) {
    return switch (actor) {
      case Actor.ForeignProcess process when !apart ->
          process.handler().isEmpty()
              ? process.name()
              : process.name() + " (" + process.handler() + ")";
      case Actor.NoHolder none -> "(" + none.label() + ")";
      case Actor.Unknown none -> "(" + none.label() + ")";
      default -> actor.label();
    };
  }
}
