// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.AuditDocument.Interval;
import io.rtnlab.results.AuditDocument.Row;
import java.util.List;
import java.util.Locale;

/** The audit of a run, as text. */
final class AuditReport {
  private static final long US = 1000;
  private final Lines text = new Lines();

  private AuditReport() {}

  static String of(AuditDocument audit) {
    AuditReport report = new AuditReport();
    report.answer(audit);
    report.text.append(classes(audit.classes()));
    report.handover(audit.handover());
    report.distances(audit);
    AuditDocument.ExactHolds exact = audit.exactHolds();
    if (exact != null) {
      report.exact(exact);
    }
    report.sampling(audit.sampling());
    audit.blindSpots().forEach(spot -> report.text.line("not seen: %s", spot));
    report.text.line("");
    return report.text.toString();
  }

  private void answer(AuditDocument audit) {
    AuditDocument.Sampling sampling = audit.sampling();
    text.line(
        "audit: the ledger against %s samples of the owner at random times",
        Units.count(sampling.samples()));
    text.line("that it never saw; of all waiting, with 95 %% intervals within this run:");
    TextTable table = new TextTable(2, "", "", "share", "95 % interval");
    error(table, "wrongly named", "the thread named did not hold", audit.wronglyNamed());
    error(table, "overstated", "\"sole\", X or nobody: nobody held", audit.overstated());
    error(table, "another", "another thread held, in any class", audit.anotherThread());
    text.append(table);
    text.line(
        "identified, as proved or sole: %s of all waiting",
        percent(shareOf(audit.classes(), List.of("proved", "sole"))));
  }

  private static double shareOf(List<Row> rows, List<String> kinds) {
    long all = rows.stream().mapToLong(Row::samples).sum();
    long such =
        rows.stream().filter(row -> kinds.contains(row.evidence())).mapToLong(Row::samples).sum();
    return all == 0 ? 0 : (double) such / all;
  }

  private static void error(TextTable table, String name, String meaning, Interval interval) {
    table.row(name, meaning, percent(interval.share()), range(interval));
  }

  private void sampling(AuditDocument.Sampling sampling) {
    text.line(
        "samples: mean gap %s on each CPU; %s lost, %s during a change (left out)",
        Units.time(sampling.meanGapNs()),
        Units.count(sampling.lost()),
        Units.count(sampling.changed()));
    text.line(
        "%s came over 100 µs late (at most %s), %s were not taken in the interrupt",
        Units.count(sampling.late()),
        Units.time(sampling.latestNs()),
        Units.count(sampling.taken() - sampling.inInterrupt()));
  }

  private static TextTable classes(List<Row> rows) {
    TextTable table =
        new TextTable(1, "evidence", "samples", "right", "95 % interval", "another", "nobody");
    for (Row row : rows) {
      table.row(
          row.evidence(),
          Units.count(row.samples()),
          percent(row.rightShare().share()),
          range(row.rightShare()),
          percent((double) row.other() / row.samples()),
          percent((double) row.nobody() / row.samples()));
    }
    return table;
  }

  private void handover(AuditDocument.Handover handover) {
    text.line(
        "nobody held %s; the ledger's bounds %s .. %s %s",
        interval(handover.sampled()),
        percent(handover.atLeast()),
        percent(handover.atMost()),
        handover.contained() ? "hold" : "MISS IT");
  }

  private void distances(AuditDocument audit) {
    TextTable table =
        new TextTable(1, "from the nearest look", "samples", "wrongly named", "overstated");
    for (AuditDocument.Distance distance : audit.distances()) {
      Long until = distance.untilNs();
      table.row(
          until == null
              ? "from " + distance.fromNs() / US + " µs"
              : distance.fromNs() / US + " to " + until / US + " µs",
          Units.count(distance.samples()),
          interval(distance.wronglyNamed()),
          interval(distance.overstated()));
    }
    text.append(table);
  }

  private void exact(AuditDocument.ExactHolds exact) {
    text.line("the same against the holds that %s recorded", exact.probe());
    text.line(
        "  wrongly named %s, overstated %s",
        interval(exact.wronglyNamed()), interval(exact.overstated()));
    text.line(
        "  another held %s, nobody %s", interval(exact.anotherThread()), interval(exact.nobody()));
    text.append(classes(exact.classes()));
  }

  private static String interval(Interval interval) {
    return percent(interval.share()) + " [" + range(interval) + "]";
  }

  private static String range(Interval interval) {
    return String.format(Locale.ROOT, "%.2f, %.2f", 100 * interval.low(), 100 * interval.high());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
