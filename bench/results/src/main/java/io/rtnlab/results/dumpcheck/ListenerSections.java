// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completeness of listeners: a row for each kind and way to go on after {@code ENOBUFS}. */
public final class ListenerSections {
  private ListenerSections() {}

  /** All of it. */
  public static List<Section> of(List<ListenerRow> rows) {
    Table.Builder table =
        Table.of(
            Column.key("kind"),
            Column.key("after ENOBUFS"),
            Column.count("events"),
            Column.count("overruns"),
            Column.part("wrong"),
            Column.count("missing"),
            Column.count("stale"));
    List<Note> notes = new ArrayList<>();
    for (ListenerRow row : rows) {
      if (row.reason().isEmpty()) {
        table.row(
            Cell.text(row.kind()),
            Cell.text(row.strategy()),
            Cell.count(row.events()),
            Cell.count((long) row.overruns()),
            new Cell.Part(row.wrong(), row.comparisons()),
            Cell.count(row.missing()),
            Cell.count(row.stale()));
      } else {
        notes.add(
            Note.labelled("untested", row.kind() + ", " + row.strategy() + ": " + row.reason()));
      }
    }
    notes.add(
        Note.labelled(
            "wrong", "comparisons in which the listener's model differs from a dump at rest"));
    notes.add(Note.labelled("missing", "objects that the model lacks, over all comparisons"));
    notes.add(Note.labelled("stale", "objects that it still has"));
    long doubtful = rows.stream().mapToLong(ListenerRow::dumpWrong).sum();
    return List.of(
        new Section(
            "listeners",
            doubtful == 0
                ? "every dump that was compared with equals the writer's log"
                : doubtful + " DUMPS DIFFER FROM THE WRITER'S LOG",
            Optional.of(table.build()),
            notes));
  }
}
