// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.Fingerprint;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.HolderRow;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.LedgerDocument.LongWait;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.Settings;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hurried reader needs of a run, on one screen: how much of the requests' time was waiting,
 * who is to blame and how sure that is, whether to trust it, a row for each operation, what holders
 * did, the worst wait, and where the rest is.
 */
public final class Answer {
  private static final String ID = "answer";

  private final RunDocument run;
  private final Culprits culprits;

  private Answer(RunDocument run) {
    this.run = run;
    culprits = Culprits.of(run.blame(), run.holderBounds());
  }

  /**
   * The sections.
   *
   * @param rows how much room there is
   * @param keptIn the run's folder, as a command takes it
   */
  public static List<Section> of(RunDocument run, Rows rows, String keptIn) {
    return new Answer(run).sections(rows, keptIn);
  }

  /** How many rows a screen has room for, by table. */
  public record Rows(int operations, int culprits, int holders) {}

  private List<Section> sections(Rows rows, String keptIn) {
    List<Section> sections = new ArrayList<>();
    List<Note> first = new ArrayList<>();
    if (culprits.totalNs() > 0) {
      first.add(Note.labelled("how sure", evidence()));
    }
    OtherLocksSection.note(run).ifPresent(first::add);
    first.addAll(Trust.of(run));
    sections.add(Section.notes(ID, headline(), first));
    Table operations = operations();
    int hidden = operations.rows().size() - rows.operations();
    sections.add(
        Section.of(
            ID,
            "",
            operations.first(rows.operations()),
            hidden > 0 ? new Note[] {Note.of(hidden + " more: --section time")} : new Note[0]));
    if (!culprits.holders().isEmpty()) {
      sections.add(Section.of(ID, "", BlameSections.culprits(culprits).first(rows.culprits())));
    }
    List<HolderRow> holders = run.holders();
    List<Note> last = last(keptIn);
    if (holders == null || holders.isEmpty()) {
      sections.add(Section.notes(ID, "", last));
    } else {
      sections.add(
          Section.of(
              ID,
              "",
              HolderSections.meanwhile(holders).first(rows.holders()),
              last.toArray(Note[]::new)));
    }
    return sections;
  }

  private String headline() {
    String asked =
        " (%s, %s%s)"
            .formatted(
                run.settings().threads() == 1 ? "1 thread" : run.settings().threads() + " threads",
                Units.time(run.durationNs()),
                run.interrupted() ? ", CUT SHORT" : "");
    if (run.waits() == null) {
      return "RTNL WAITING not measured: no probe" + asked;
    }
    long wallNs = run.ledger().stream().mapToLong(LedgerRow::wallNs).sum();
    long waitNs = waitNs();
    if (waitNs == 0) {
      return "RTNL WAITING none in " + Units.time(wallNs) + " of request time" + asked;
    }
    return "RTNL WAITING %s of request time: %s of %s"
            .formatted(Units.share(waitNs, wallNs), Units.time(waitNs), Units.time(wallNs))
        + asked;
  }

  /** Waiting of our requests. */
  private long waitNs() {
    return run.ledger().stream().mapToLong(row -> orZero(row.waitNs())).sum();
  }

  /** In shares of all waiting, which is said where the headline's, our requests' alone, is less. */
  private String evidence() {
    String all = Units.time(culprits.totalNs());
    boolean othersWaited = !all.equals(Units.time(waitNs()));
    return (othersWaited ? "of " + all + ", waits of other threads included: " : "") + classes();
  }

  private String classes() {
    List<String> parts = new ArrayList<>();
    for (String kind : List.of("proved", "sole", "snapshot", "inferred")) {
      part(parts, kind, culprits.ofEvidence(kind));
    }
    LedgerDocument.Waits waits = run.waits();
    long handoverNs = culprits.ofEvidence("handover");
    part(parts, "no holder", handoverNs);
    if (handoverNs > 0 && waits != null && waits.handoverLowNs() != null) {
      parts.add(
          parts.removeLast()
              + " ("
              + Units.bounds(waits.handoverLowNs(), waits.handoverHighNs())
              + ")");
    }
    part(parts, "waiter preempted", culprits.ofEvidence("preempted"));
    part(parts, "unknown", culprits.ofEvidence("unknown"));
    return String.join(", ", parts);
  }

  private void part(List<String> parts, String what, long ns) {
    if (ns > 0) {
      parts.add(what + " " + Units.share(ns, culprits.totalNs()));
    }
  }

  private Table operations() {
    boolean open = run.operations().stream().anyMatch(each -> each.responseNs() != null);
    Table.Builder table =
        Table.of(
            Column.key(open ? "operation, response" : "operation"),
            Column.rate("requests"),
            Column.time("p50"),
            Column.time("p99"),
            Column.time("max"),
            Column.share("waiting"),
            Column.text("mostly for"),
            Column.text("note"));
    for (Operation each : run.operations()) {
      Percentiles p = each.responseNs() == null ? each.serviceNs() : each.responseNs();
      LedgerRow row = ledger(each.name());
      table.row(
          Cell.text(each.name()),
          Cell.rate(each.ratePerSecond()),
          Cell.time(p == null ? null : p.p50()),
          Cell.time(p == null ? null : p.p99()),
          Cell.time(p == null || each.count() == 0 ? null : (Long) p.max()),
          row == null ? Cell.NONE : Cell.share(row.waitNs(), row.wallNs()),
          Cell.text(row == null ? null : mostlyFor(each.name())),
          Cell.text(note(each)));
    }
    return table.build().withoutEmptyColumns();
  }

  private static String note(Operation operation) {
    List<String> notes = new ArrayList<>();
    switch (operation.kind()) {
      case "follow-up" -> notes.add("undo");
      case "observed" -> notes.add("seen");
      default -> {}
    }
    if (!operation.errors().isEmpty()) {
      notes.add(TimeSections.errors(operation.errors()));
    }
    return String.join(", ", notes);
  }

  private @Nullable LedgerRow ledger(String operation) {
    return run.ledger().stream()
        .filter(row -> row.operation().equals(operation))
        .findFirst()
        .orElse(null);
  }

  private @Nullable String mostlyFor(String waiter) {
    List<BlameRow> own = run.blame().stream().filter(row -> row.waiter().equals(waiter)).toList();
    List<Culprits.Culprit> holders = Culprits.of(own, null).holders();
    return holders.isEmpty() ? null : holders.getFirst().shortName();
  }

  private List<Note> last(String keptIn) {
    List<Note> notes = new ArrayList<>();
    List<LongWait> longest = run.longWaits();
    if (longest != null && !longest.isEmpty()) {
      notes.add(Note.of("worst: " + LongWaitText.of(longest.getFirst())));
    }
    List<String> leftOut = run.leftOut();
    if (!leftOut.isEmpty()) {
      notes.add(Note.of("left out: " + String.join("; ", leftOut)));
    }
    notes.add(Note.of(host()));
    int remarks = run.remarks().size();
    notes.add(
        Note.of(
            "kept in "
                + keptIn
                + (remarks == 0
                    ? ""
                    : "; " + remarks + (remarks == 1 ? " remark" : " remarks") + " in checks")));
    notes.add(Note.of("more: rtnlab report RUN --section " + String.join(",", Choice.IDS)));
    return notes;
  }

  private String host() {
    Fingerprint host = run.fingerprint();
    Settings settings = run.settings();
    return "Linux %s, %d × %s, probe %s, %s, seed %d%s"
        .formatted(
            host.kernel().release(),
            host.machine().cpus(),
            host.machine().cpuModel().replaceAll("\\(R\\)|\\(TM\\)| Processor| CPU.*", "").strip(),
            run.probe().name(),
            pacing(settings),
            settings.seed(),
            settings.sharedNamespace() ? ", one namespace" : "");
  }

  private static String pacing(Settings settings) {
    Double rate = settings.pace().ratePerSecond();
    return rate == null ? "closed loop" : settings.pace().pacing() + " " + Units.rate(rate);
  }

  private static long orZero(@Nullable Long ns) {
    return ns == null ? 0 : ns;
  }
}
