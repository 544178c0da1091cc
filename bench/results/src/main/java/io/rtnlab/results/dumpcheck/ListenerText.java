// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.report.text.TextTable;
import io.rtnlab.results.report.text.Units;
import java.util.List;

/** Completeness of listeners, for people. */
public final class ListenerText {
  private ListenerText() {}

  /** A line for each kind and way. */
  public static String of(List<ListenerRow> rows) {
    TextTable table =
        new TextTable(
            2, "kind", "after ENOBUFS", "events", "overruns", "wrong", "missing", "stale");
    for (ListenerRow row : rows) {
      if (row.reason().isEmpty()) {
        table.row(
            row.kind(),
            row.strategy(),
            Units.count(row.events()),
            Integer.toString(row.overruns()),
            row.wrong() + " of " + row.comparisons(),
            Long.toString(row.missing()),
            Long.toString(row.stale()));
      } else {
        table.row(row.kind(), "untested: " + row.reason(), "", "", "", "", "");
      }
    }
    long doubtful = rows.stream().mapToLong(ListenerRow::dumpWrong).sum();
    return table
        + (doubtful == 0
            ? "\nevery dump that was compared with equals the writer's log\n"
            : "\n" + doubtful + " DUMPS DIFFER FROM THE WRITER'S LOG\n")
        + """

        wrong: the listener's model differs from a dump although nobody writes. missing, stale:
        objects that it lacks, or still has, over all comparisons.
        """;
  }
}
