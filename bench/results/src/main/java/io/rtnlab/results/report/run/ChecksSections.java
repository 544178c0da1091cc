// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.Checks;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures that were counted by another way, and the ledger held against itself. */
final class ChecksSections {
  static final String ID = "checks";

  private ChecksSections() {}

  static List<Section> of(RunDocument run) {
    Checks checks = run.checks();
    List<Note> notes = new ArrayList<>();
    Note routes = routes(checks);
    if (routes != null) {
      notes.add(routes);
    }
    Table.Builder table = Table.of(Column.key("the ledger against itself"), Column.count("found"));
    row(table, "requests with a negative part", checks.sums().negativeParts());
    row(table, "waits whose parts do not add up", checks.sums().waitsNotAddingUp());
    row(table, "holders outside a request", checks.sums().holdersOutsideRequest());
    row(table, "contradicted proofs" + touching(checks), checks.proofs().contradictions());
    row(
        table,
        "changes of owner that left no event, at least",
        checks.proofs().unseenAcquisitions());
    row(table, "owners that came back to a CPU unseen", checks.proofs().unseenReturns());
    row(table, "pairs of events at one instant, so unordered", checks.leftOut().unorderedTies());
    row(table, "rebuilt holds that overlap" + atWorst(checks), checks.overlapping().overlaps());
    row(table, "left out: waits without an end in the stream", checks.leftOut().unmatchedWaits());
    row(
        table,
        "left out: requests without an end in the stream",
        checks.leftOut().unmatchedRequests());
    run.remarks().forEach(remark -> notes.add(Note.of(remark)));
    return List.of(Section.of(ID, "", table.build(), notes.toArray(Note[]::new)));
  }

  private static void row(Table.Builder table, String what, @Nullable Long found) {
    table.row(Cell.text(what), Cell.count(found));
  }

  static @Nullable Note routes(Checks checks) {
    Long reported = checks.routes().reported();
    Long counted = checks.routes().counted();
    Long left = checks.routes().left();
    if (reported == null || counted == null || left == null) {
      return null;
    }
    boolean equal = reported.equals(counted);
    return new Note(
        "",
        "routes at the peak: "
            + Units.count(reported)
            + " reported, "
            + Units.count(counted)
            + " counted in /proc"
            + (equal ? "" : " — THEY DIFFER")
            + "; "
            + Units.count(left)
            + " left after the undo",
        !equal || left != 0);
  }

  private static String touching(Checks checks) {
    return checks.proofs().contradictions() == 0 || checks.proofs().contradictedNs() == null
        ? ""
        : ", of " + Units.time(checks.proofs().contradictedNs());
  }

  private static String atWorst(Checks checks) {
    Long overlaps = checks.overlapping().overlaps();
    return overlaps == null || overlaps == 0
        ? ""
        : ", by " + Units.time(checks.overlapping().worstOverlapNs()) + " at worst";
  }
}
