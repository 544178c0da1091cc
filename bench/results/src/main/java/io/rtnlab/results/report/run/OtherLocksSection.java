// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.OtherLockRow;
import io.rtnlab.results.RunDocument.OtherLocks;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;

/** For which locks other than rtnl_mutex our own requests waited. */
final class OtherLocksSection {
  private static final String ID = OffCpuSection.ID;

  private static final int SHOWN = 12;
  private static final String TITLE = "other locks that requests waited for";

  private OtherLocksSection() {}

  static List<Section> of(RunDocument run) {
    OtherLocks others = run.otherLocks();
    if (others == null) {
      return List.of();
    }
    if (others.rows().isEmpty()) {
      return List.of(
          Section.notes(
              ID,
              TITLE,
              List.of(Note.of("no request waited for another lock"), Note.of(others.spinlocks()))));
    }
    Table.Builder table =
        Table.of(
                Column.key("operation"),
                Column.key("lock"),
                Column.key("kind"),
                Column.count("waits"),
                Column.time("total"),
                Column.time("longest"))
            .shown(SHOWN);
    for (OtherLockRow row : others.rows()) {
      table.row(
          Cell.text(row.operation()),
          Cell.text(row.lock()),
          Cell.text(row.kind()),
          Cell.count(row.waits()),
          Cell.time(row.ns()),
          Cell.time(row.longestNs()));
    }
    return List.of(Section.of(ID, TITLE, table.build(), Note.of(others.spinlocks())));
  }
}
