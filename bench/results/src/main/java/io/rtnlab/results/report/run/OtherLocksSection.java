// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.OtherLockRow;
import io.rtnlab.results.RunDocument.OtherLocks;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** For which locks other than rtnl_mutex our own requests waited. */
final class OtherLocksSection {
  private static final String ID = OffCpuSection.ID;

  private static final int SHOWN = 12;
  private static final String TITLE = "other locks that requests waited for";

  /** Other locks are news from this share of the requests' time on. */
  private static final double NEWS = 0.05;

  private OtherLocksSection() {}

  /** The first screen's line: how much waiting for other locks there was, if it was much. */
  static Optional<Note> note(RunDocument run) {
    OtherLocks others = run.otherLocks();
    long wallNs = run.ledger().stream().mapToLong(LedgerRow::wallNs).sum();
    if (others == null || others.rows().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> nsOf = new TreeMap<>();
    others.rows().forEach(row -> nsOf.merge(row.lock(), row.ns(), Long::sum));
    long ns = nsOf.values().stream().mapToLong(Long::longValue).sum();
    if (ns < NEWS * wallNs) {
      return Optional.empty();
    }
    String most = Collections.max(nsOf.entrySet(), Map.Entry.comparingByValue()).getKey();
    return Optional.of(
        Note.labelled(
            "besides",
            "waiting for other locks %s of request time: most for %s"
                .formatted(Units.share(ns, wallNs), most)));
  }

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
