// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.LongWait;
import io.rtnlab.results.LedgerDocument.LongWaitPart;
import io.rtnlab.results.LedgerDocument.Waits;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;

/** How the waiting spreads, and the longest waits, whole. */
final class WaitSections {
  static final String ID = "waits";

  private static final int LONG_WAITS = 4;
  private static final int PARTS = 12;

  private WaitSections() {}

  static List<Section> of(RunDocument run) {
    List<Section> sections = new ArrayList<>();
    Waits waits = run.waits();
    if (waits != null) {
      sections.add(Section.notes(ID, "how the waiting spreads", List.of(Note.of(spread(waits)))));
    }
    List<LongWait> longest = run.longWaits();
    if (longest != null && !longest.isEmpty()) {
      List<Note> sentences =
          longest.stream().limit(LONG_WAITS).map(LongWaitText::of).map(Note::of).toList();
      sections.add(Section.notes(ID, "the longest waits", sentences));
      sections.add(
          Section.of(ID, "the longest waits in parts, by who held meanwhile", parts(longest)));
    }
    return sections;
  }

  static String spread(Waits waits) {
    return waits.count() == 0
        ? "no thread waited"
        : range(waits.fewestFor90Percent(), waits.mostFor90Percent())
            + " of "
            + Units.count(waits.count())
            + " waits make 90 % of the "
            + Units.time(waits.totalNs())
            + " waited; the longest took "
            + Units.time(waits.longestNs());
  }

  private static Table parts(List<LongWait> waits) {
    Table.Builder table =
        Table.of(
                Column.key("waiter"),
                Column.key("thread"),
                Column.time("waited"),
                Column.text("for"),
                Column.text("evidence"),
                Column.text("meanwhile"),
                Column.time("of it"))
            .shown(PARTS);
    for (LongWait wait : waits) {
      for (LongWaitPart part : wait.parts()) {
        table.row(
            Cell.text(wait.waiter()),
            Cell.text(Integer.toString(wait.thread())),
            Cell.time(wait.lengthNs()),
            Cell.text(part.holder()),
            Cell.text(part.evidence()),
            Cell.text(LongWaitText.meanwhile(part.doing())),
            Cell.time(part.ns()));
      }
    }
    return table.build();
  }

  private static String range(long atLeast, long atMost) {
    return atLeast == atMost
        ? Units.count(atLeast)
        : Units.count(atLeast) + " to " + Units.count(atMost);
  }
}
