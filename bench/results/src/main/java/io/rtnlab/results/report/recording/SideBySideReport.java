// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.recording;

import io.rtnlab.results.SideBySide;
import io.rtnlab.results.SideBySide.Waits;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.List;

/** A run and a recording of the same time as a section. */
public final class SideBySideReport {
  private SideBySideReport() {}

  public static List<Section> of(SideBySide both) {
    Table.Builder table =
        Table.of(
            Column.key("counted by"),
            Column.count("begins"),
            Column.count("waits"),
            Column.time("waited"));
    row(table, "rtnlab run, probe " + both.probe(), both.ours());
    row(table, both.recorder(), both.theirs());
    return List.of(
        Section.of(
            "beside",
            "waits for rtnl_mutex, from the first that the run's probe heard of to its last",
            table.build(),
            Note.of(
                "only the run shows whose request waited and who held: it names a holder for "
                    + Units.share(both.named(), 1)
                    + " of the waiting"),
            Note.of(
                "only the recording shows other locks: "
                    + Units.count(both.otherBegins())
                    + " begins of waiting for "
                    + Units.count(both.otherLocks())
                    + " of them")));
  }

  private static void row(Table.Builder table, String name, Waits waits) {
    table.row(
        Cell.text(name),
        Cell.count(waits.begins()),
        Cell.count(waits.waits()),
        Cell.time(waits.waitNs()));
  }
}
