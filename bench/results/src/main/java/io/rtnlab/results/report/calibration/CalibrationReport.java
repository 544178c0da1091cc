// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.calibration;

import io.rtnlab.results.AuditDocument.Interval;
import io.rtnlab.results.CalibrationDocument;
import io.rtnlab.results.CalibrationDocument.Audited;
import io.rtnlab.results.CalibrationDocument.Blamed;
import io.rtnlab.results.CalibrationDocument.Errors;
import io.rtnlab.results.CalibrationDocument.Looks;
import io.rtnlab.results.CalibrationDocument.Row;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far each probe is off, as sections. */
public final class CalibrationReport {
  private static final String LOOKS = "looks";
  private static final String LEDGER = "ledger";
  private static final String AUDIT = "audit";

  private CalibrationReport() {}

  public static List<Section> of(CalibrationDocument document) {
    return List.of(
        looks(document), ledger(document.calibrations()), audit(document.calibrations()));
  }

  private static Section looks(CalibrationDocument document) {
    Table.Builder table =
        Table.of(
            Column.key("probe"),
            Column.key("hold"),
            Column.count("right"),
            Column.count("wrong"),
            Column.count("free"),
            Column.text("wait"),
            Column.text("release"),
            Column.count("lost"));
    for (Row row : document.calibrations()) {
      Looks looks = row.looks();
      table.row(
          Cell.text(row.probe()),
          Cell.text(Units.time(row.holdNs())),
          looks == null ? Cell.NONE : Cell.count((long) looks.right()),
          looks == null ? Cell.NONE : Cell.count((long) looks.wrong()),
          looks == null ? Cell.NONE : Cell.count((long) looks.free()),
          errors(row.waitLength()),
          errors(row.releaseTime()),
          Cell.count(row.lost()));
    }
    String busy =
        document.busyThreads() == 0
            ? ""
            : ", amid " + document.busyThreads() + " threads that insert and delete routes";
    return Section.of(
        LOOKS,
        document.rounds() + " planted holds of each length to be waited for" + busy,
        table.build(),
        Note.of("errors: median (least … greatest)"),
        Note.labelled(
            "right", "looks that named the planted holder while it surely held; – : cannot look"),
        Note.labelled(
            "wait", "as reported, less the time from the waiter's request to the end of the hold"),
        Note.labelled(
            "release",
            "when it was reported, less when the holder was let go, its way out included"));
  }

  private static Section ledger(List<Row> rows) {
    Table.Builder table =
        Table.of(
            Column.key("probe"),
            Column.key("hold"),
            Column.text("waited for"),
            Column.share("named, at least"),
            Column.share("proved, at least"),
            Column.count("proved"),
            Column.text("at least"),
            Column.text("at most"),
            Column.text("known to"),
            Column.count("right"),
            Column.time("decoys"));
    for (Row row : rows) {
      Blamed blamed = row.blamed();
      boolean judged = blamed.waitedFor() > 0;
      table.row(
          Cell.text(row.probe()),
          Cell.text(Units.time(row.holdNs())),
          Cell.text(blamed.waitedFor() + " of " + row.planted()),
          judged ? new Cell.Share(blamed.leastNamed(), null) : Cell.NONE,
          judged ? new Cell.Share(blamed.leastProved(), null) : Cell.NONE,
          judged ? Cell.count((long) blamed.proved()) : Cell.NONE,
          errors(blamed.atLeast()),
          errors(blamed.atMost()),
          errors(blamed.knownTo()),
          judged ? Cell.count((long) blamed.rightLength()) : Cell.NONE,
          judged ? Cell.time(blamed.decoyNs()) : Cell.NONE);
    }
    return Section.of(
        LEDGER,
        "what the ledger made of them",
        table.build(),
        Note.labelled(
            "waited for",
            "rounds with a wait of at least 95 % of the hold; the columns to its right are of"
                + " these, and others were planted again"),
        Note.labelled("proved", "of them, rounds with at least 95 % of the hold proved"),
        Note.labelled(
            "at least",
            "for how long the holder is blamed, without the parts inside which it got in or let"
                + " go, less how long it surely held"),
        Note.labelled("at most", "the same with those parts"),
        Note.labelled("known to", "how much longer it may have held"),
        Note.labelled("right", "rounds in which the two intervals overlap, give or take 2 %"),
        Note.labelled("decoys", "how long others are blamed while the holder surely held"));
  }

  private static Section audit(List<Row> rows) {
    Table.Builder table =
        Table.of(
            Column.key("probe"),
            Column.key("hold"),
            Column.count("audited"),
            Column.count("named"),
            Column.interval("wrongly named"),
            Column.interval("overstated"),
            Column.interval("another"));
    for (Row row : rows) {
      Audited audit = row.audit();
      if (audit != null && audit.samples() > 0) {
        table.row(
            Cell.text(row.probe()),
            Cell.text(Units.time(row.holdNs())),
            Cell.count(audit.samples()),
            Cell.count(audit.named()),
            interval(audit, audit.wronglyNamed()),
            interval(audit, audit.overstated()),
            interval(audit, audit.anotherThread()));
      }
    }
    return Section.of(
        AUDIT,
        "audit: waits open at samples of the owner that the ledger never saw",
        table.build(),
        Note.labelled("named", "samples at which the ledger names a holder; – : at none"),
        Note.labelled("wrongly named", "the thread named did not own the mutex"),
        Note.labelled("overstated", "\"X or no thread\", and none did"),
        Note.labelled(
            "another",
            "another thread owned it; intervals are within this run, from its holds, and wide"
                + " where there are few"));
  }

  /** A ledger that names no holder cannot be wrong about one. */
  private static Cell interval(Audited audit, Interval interval) {
    Long named = audit.named();
    if (named != null && named == 0) {
      return Cell.NONE;
    }
    return new Cell.Interval(interval.share(), interval.low(), interval.high());
  }

  private static Cell errors(@Nullable Errors errors) {
    if (errors == null || errors.reported() == 0) {
      return Cell.NONE;
    }
    String reported =
        "%s (%s … %s)"
            .formatted(
                Units.time(errors.medianErrorNs()),
                Units.time(errors.leastErrorNs()),
                Units.time(errors.mostErrorNs()));
    return Cell.text(
        errors.missed() == 0 ? reported : reported + ", " + errors.missed() + " missed");
  }
}
