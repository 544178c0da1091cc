// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;

/** How many tries a clean dump takes: a row for each kind, rate of changes and way to try. */
public final class RetrySections {
  private RetrySections() {}

  /** All of it. */
  public static List<Section> of(List<RetryRow> rows) {
    Table.Builder table =
        Table.of(
            Column.key("kind"),
            Column.count("changes/s"),
            Column.text("tries x pause"),
            Column.share("1st clean"),
            Column.share("within 3"),
            Column.share("in the end"),
            Column.part("torn"));
    for (RetryRow row : rows) {
      table.row(
          Cell.text(row.kind()),
          Cell.count(row.changesPerSecond()),
          Cell.text(row.cleanAt().size() + " x " + row.pauseMs() + " ms"),
          Cell.share((long) row.cleanWithin(1), row.episodes()),
          Cell.share((long) row.cleanWithin(3), row.episodes()),
          Cell.share((long) row.clean(), row.episodes()),
          new Cell.Part(row.torn(), row.clean()));
    }
    return List.of(
        Section.of(
            "retries",
            "tries until a dump is clean",
            table.build(),
            Note.labelled("clean", "the kernel did not flag the dump with NLM_F_DUMP_INTR"),
            Note.labelled(
                "torn",
                "clean dumps, which a program would have believed, that show a state that never"
                    + " was")));
  }
}
