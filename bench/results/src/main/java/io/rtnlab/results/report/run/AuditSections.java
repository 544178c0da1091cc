// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.AuditDocument.Distance;
import io.rtnlab.results.AuditDocument.ExactHolder;
import io.rtnlab.results.AuditDocument.ExactHolds;
import io.rtnlab.results.AuditDocument.Handover;
import io.rtnlab.results.AuditDocument.Interval;
import io.rtnlab.results.AuditDocument.Row;
import io.rtnlab.results.AuditDocument.SampledTime;
import io.rtnlab.results.AuditDocument.Sampling;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The audit of a run: its ledger against samples of the owner that the ledger never saw. */
final class AuditSections {
  private static final String ID = ChecksSections.ID;
  private static final long US = 1000;
  private static final int HOLDERS_SHOWN = 8;
  private static final double CLOCK_PERCENT = 1;
  private static final Set<String> IDENTIFIED = Set.of("proved", "sole");

  static final String NOTHING_JUDGED = "no sample fell into a wait: nothing is judged";

  private AuditSections() {}

  static List<Section> of(AuditDocument audit) {
    List<Section> sections = new ArrayList<>();
    if (audit.classes().isEmpty()) {
      sections.add(Section.notes(ID, title(audit), List.of(Note.of(NOTHING_JUDGED))));
      sections.add(Section.notes(ID, "", sampling(audit.sampling())));
      return sections;
    }
    sections.add(answer(audit));
    sections.add(
        Section.of(
            ID,
            "",
            classes(audit.classes()),
            Note.of(
                "right: the thread named held; \"handover\" names none: no thread held. Where no"
                    + " thread is named, another is any"),
            handover(audit.handover())));
    sections.add(Section.of(ID, "", distances(audit.distances())));
    ExactHolds exact = audit.exactHolds();
    if (exact != null) {
      sections.add(
          Section.of(
              ID,
              "the same against the holds that " + exact.probe() + " recorded",
              errors(
                  exact.wronglyNamed(),
                  exact.overstated(),
                  exact.anotherThread(),
                  exact.nobody())));
      sections.add(Section.of(ID, "", classes(exact.classes())));
      List<ExactHolder> holders = exact.holders();
      if (holders != null && !holders.isEmpty()) {
        sections.add(holders(holders));
      }
    }
    List<Note> notes = sampling(audit.sampling());
    audit.blindSpots().forEach(spot -> notes.add(Note.of("not seen: " + spot)));
    sections.add(Section.notes(ID, "", notes));
    return sections;
  }

  private static String title(AuditDocument audit) {
    return "audit: the ledger against "
        + Units.count(audit.sampling().samples())
        + " samples of the owner at random times";
  }

  private static Section answer(AuditDocument audit) {
    return Section.of(
        ID,
        title(audit),
        errors(audit.wronglyNamed(), audit.overstated(), audit.anotherThread()),
        Note.of("of all waiting, with 95 % intervals within this run; the ledger never saw them"),
        Note.of("identified, as proved or sole: " + identified(audit.classes())));
  }

  private static String identified(List<Row> rows) {
    long all = rows.stream().mapToLong(Row::samples).sum();
    long such =
        rows.stream()
            .filter(row -> IDENTIFIED.contains(row.evidence()))
            .mapToLong(Row::samples)
            .sum();
    return percent(all == 0 ? 0 : (double) such / all) + " of these samples";
  }

  private static Table errors(
      Interval wronglyNamed, Interval overstated, Interval another, Interval... noOwner) {
    Table.Builder table =
        Table.of(Column.key("error"), Column.key("meaning"), Column.interval("share"));
    error(table, "wrongly named", "the thread named did not hold", wronglyNamed);
    error(table, "overstated", "\"sole\", X or no thread: none held", overstated);
    error(table, "another", "a thread is named, another held", another);
    for (Interval share : noOwner) {
      error(table, "no owner", "no thread held", share);
    }
    return table.build();
  }

  private static void error(Table.Builder table, String name, String meaning, Interval share) {
    table.row(Cell.text(name), Cell.text(meaning), cell(share));
  }

  private static Table classes(List<Row> rows) {
    Table.Builder table =
        Table.of(
            Column.key("evidence"),
            Column.count("samples"),
            Column.interval("right"),
            Column.share("another"),
            Column.share("none"));
    for (Row row : rows) {
      table.row(
          Cell.text(row.evidence()),
          Cell.count(row.samples()),
          saysWho(row.evidence()) ? cell(row.rightShare()) : Cell.NONE,
          Cell.share((Long) row.other(), row.samples()),
          Cell.share((Long) row.nobody(), row.samples()));
    }
    return table.build();
  }

  /** Whether the class says of any thread, or of none, that it held. */
  private static boolean saysWho(String evidence) {
    return LedgerDocument.namesHolder(evidence) || evidence.equals("handover");
  }

  /**
   * Against the record first. Holds are recorded short: an acquisition is reported late and a
   * release early. The samples of the owner are not, but have an interval.
   */
  private static String verdict(ExactHolder row) {
    long offNs = Math.max(row.lowNs() - row.trueNs(), row.trueNs() - row.highNs());
    if (offNs <= 0) {
      return "hold";
    }
    double percent = 100.0 * offNs / Math.max(1, row.trueNs());
    if (percent <= CLOCK_PERCENT) {
      return "hold within 1 %";
    }
    SampledTime sampled = row.sampled();
    boolean reached =
        sampled != null && sampled.highNs() >= row.lowNs() && sampled.lowNs() <= row.highNs();
    return reached ? "hold by samples" : String.format(Locale.ROOT, "MISS by %.0f %%", percent);
  }

  private static Section holders(List<ExactHolder> rows) {
    Table.Builder table =
        Table.of(
                Column.key("held by"),
                Column.key("bounds"),
                Column.count("holds"),
                Column.bounds("ledger's bounds"),
                Column.time("record"),
                Column.bounds("samples, 95 %"))
            .shown(HOLDERS_SHOWN);
    for (ExactHolder row : rows) {
      table.row(
          Cell.text(row.holder()),
          Cell.text(verdict(row)),
          Cell.count(row.holds()),
          Cell.bounds(row.lowNs(), row.highNs()),
          Cell.time(row.trueNs()),
          sampled(row.sampled()));
    }
    return Section.of(
        ID,
        "how long others waited for each holder, by its recorded holds and by the samples",
        table.build(),
        Note.of(
            "a recorded hold is short by what an interrupt or a preemption takes between the"
                + " mutex and the probe: after mutex_lock() has it, before mutex_unlock() clears"
                + " it; the samples correct it, and \"hold by samples\" says that their interval"
                + " reaches the bounds"));
  }

  private static Cell sampled(@Nullable SampledTime sampled) {
    return sampled == null ? Cell.NONE : Cell.bounds(sampled.lowNs(), sampled.highNs());
  }

  private static Note handover(Handover handover) {
    return new Note(
        "",
        String.format(
            Locale.ROOT,
            "no thread held for %s [%.2f, %.2f] of all waiting, by the samples; the ledger's"
                + " bounds, %.2f..%.2f %%, %s",
            percent(handover.sampled().share()),
            100 * handover.sampled().low(),
            100 * handover.sampled().high(),
            100 * handover.atLeast(),
            100 * handover.atMost(),
            verdict(handover)),
        !handover.contained());
  }

  /** Bounds that the interval of the samples alone reaches are not shown to be right. */
  private static String verdict(Handover handover) {
    double share = handover.sampled().share();
    if (!handover.contained()) {
      return "MISS IT";
    }
    return handover.atLeast() <= share && share <= handover.atMost()
        ? "contain it"
        : "overlap that interval";
  }

  private static Table distances(List<Distance> distances) {
    Table.Builder table =
        Table.of(
            Column.key("from the nearest look"),
            Column.count("samples"),
            Column.interval("wrongly named"),
            Column.interval("overstated"));
    for (Distance distance : distances) {
      Long until = distance.untilNs();
      table.row(
          Cell.text(
              until == null
                  ? "from " + distance.fromNs() / US + " µs"
                  : distance.fromNs() / US + " to " + until / US + " µs"),
          Cell.count(distance.samples()),
          cell(distance.wronglyNamed()),
          cell(distance.overstated()));
    }
    return table.build();
  }

  private static List<Note> sampling(Sampling sampling) {
    List<Note> notes = new ArrayList<>();
    notes.add(
        Note.of(
            "samples: mean gap "
                + Units.time(sampling.meanGapNs())
                + " on each CPU; "
                + Units.count(sampling.lost())
                + " lost, "
                + Units.count(sampling.changed())
                + " during a change (left out)"));
    notes.add(
        Note.of(
            Units.count(sampling.late())
                + " came over 100 µs late (at most "
                + Units.time(sampling.latestNs())
                + "), "
                + Units.count(sampling.taken() - sampling.inInterrupt())
                + " were not taken in the interrupt"));
    return notes;
  }

  private static Cell cell(Interval interval) {
    return new Cell.Interval(interval.share(), interval.low(), interval.high());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
