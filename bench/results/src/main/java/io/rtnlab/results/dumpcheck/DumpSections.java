// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.dumpcheck.DumpRow.Faults;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How often dumps showed what never was: a row for each kind of dump and for its control. */
public final class DumpSections {
  private DumpSections() {}

  /** All of it. */
  public static List<Section> of(List<DumpRow> rows) {
    return List.of(new Section("dumps", answer(rows), Optional.of(table(rows)), notes(rows)));
  }

  private static String answer(List<DumpRow> rows) {
    long failed = rows.stream().filter(DumpRow::controlFailed).count();
    return failed == 0
        ? "all controls are 0"
        : failed + " CONTROLS FAILED: the check is wrong, trust no rate of it";
  }

  private static Table table(List<DumpRow> rows) {
    Table.Builder table =
        Table.of(
            Column.key("kind"),
            Column.count("dumps"),
            Column.part("torn"),
            Column.part("lost"),
            Column.part("twice"),
            Column.part("gone"),
            Column.part("false flag"),
            Column.part("no flag"),
            Column.count("of"));
    for (DumpRow row : rows) {
      if (!row.reason().isEmpty()) {
        continue;
      }
      Faults faults = row.faults();
      long dumps = row.dumps();
      table.row(
          Cell.text(row.kind() + (row.control() ? ", control" : "")),
          Cell.count(dumps),
          new Cell.Part(faults.noSnapshot(), dumps),
          new Cell.Part(faults.lost(), dumps),
          new Cell.Part(faults.duplicated(), dumps),
          new Cell.Part(faults.gone(), dumps),
          new Cell.Part(faults.flaggedUnchanged(), dumps),
          new Cell.Part(faults.unflaggedChanged(), row.changedWithin()),
          Cell.count(row.changedWithin()));
    }
    return table.build();
  }

  private static List<Note> notes(List<DumpRow> rows) {
    List<Note> notes = new ArrayList<>();
    rows.stream()
        .filter(row -> !row.reason().isEmpty() && !row.control())
        .forEach(row -> notes.add(Note.labelled("untested", row.kind() + ": " + row.reason())));
    notes.add(
        Note.labelled(
            "torn", "a state that never was; allowed, since the kernel promises no snapshot"));
    notes.add(Note.labelled("lost, twice", "objects that were there throughout"));
    notes.add(Note.labelled("gone", "shown, and absent throughout"));
    notes.add(Note.labelled("false flag", "NLM_F_DUMP_INTR though nothing changed"));
    notes.add(Note.labelled("no flag", "of the dumps with a change surely inside"));
    return notes;
  }
}
