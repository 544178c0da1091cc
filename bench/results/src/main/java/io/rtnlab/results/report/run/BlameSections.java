// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.ChainRow;
import io.rtnlab.results.LedgerDocument.HolderBounds;
import io.rtnlab.results.LedgerDocument.Waits;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waited for whom, of a run or of a recording. */
public final class BlameSections {
  public static final String ID = "blame";

  private static final int SHOWN = 16;

  private BlameSections() {}

  /** Empty where no probe served. */
  public static List<Section> of(
      List<BlameRow> blame, @Nullable List<HolderBounds> bounds, @Nullable Waits waits) {
    if (waits == null) {
      return List.of();
    }
    Culprits culprits = Culprits.of(blame, bounds);
    if (culprits.totalNs() == 0) {
      return List.of(Section.notes(ID, "to blame", List.of(Note.of("no thread waited"))));
    }
    return List.of(
        Section.of(
            ID,
            "to blame, in shares of all waiting; evidence in shares of each row",
            culprits(culprits)),
        Section.of(ID, "who waited for whom", cells(blame, culprits.totalNs()), identified(waits)));
  }

  /** A row for each holder, all kinds of evidence together. */
  static Table culprits(Culprits culprits) {
    Table.Builder table =
        Table.of(
                Column.key("to blame"),
                Column.share("share"),
                Column.bounds("made wait"),
                Column.share("proved"),
                Column.share("sole"),
                Column.share("snapshot"),
                Column.share("inferred"))
            .shown(SHOWN);
    for (Culprits.Culprit culprit : culprits.holders()) {
      table.row(
          Cell.text(culprit.name()),
          Cell.share((Long) culprit.ns(), culprits.totalNs()),
          culprit.lowNs() == null
              ? Cell.bounds(culprit.ns(), culprit.ns())
              : Cell.bounds(culprit.lowNs(), culprit.highNs()),
          Cell.share((Long) culprit.ofEvidence("proved"), culprit.ns()),
          Cell.share((Long) culprit.ofEvidence("sole"), culprit.ns()),
          Cell.share((Long) culprit.ofEvidence("snapshot"), culprit.ns()),
          Cell.share((Long) culprit.ofEvidence("inferred"), culprit.ns()));
    }
    return table.build().withoutEmptyColumns();
  }

  private static Table cells(List<BlameRow> blame, long total) {
    Table.Builder table =
        Table.of(
                Column.key("waiter"),
                Column.key("held by"),
                Column.key("evidence"),
                Column.time("total"),
                Column.share("share"),
                Column.count("waits"),
                Column.text("because of"))
            .shown(SHOWN);
    for (BlameRow row : MergedBlame.of(blame)) {
      table.row(
          Cell.text(row.waiter()),
          Cell.text(row.holder()),
          Cell.text(row.evidence()),
          Cell.time(row.ns()),
          Cell.share((Long) row.ns(), total),
          Cell.count(row.waits()),
          Cell.text(row.root()));
    }
    return table.build().withoutEmptyColumns();
  }

  /** What holders waited for themselves; empty where none did. */
  public static List<Section> chain(@Nullable List<ChainRow> chain) {
    if (chain == null || chain.isEmpty()) {
      return List.of();
    }
    Table.Builder table =
        Table.of(
                Column.key("waiter"),
                Column.key("held by"),
                Column.key("because of"),
                Column.key("lock"),
                Column.time("total"))
            .shown(SHOWN);
    for (ChainRow row : chain) {
      table.row(
          Cell.text(row.waiter()),
          Cell.text(row.holder()),
          Cell.text(row.root()),
          Cell.text(row.lock()),
          Cell.time(row.ns()));
    }
    return List.of(
        Section.of(ID, "what holders waited for meanwhile, and because of whom", table.build()));
  }

  private static Note[] identified(Waits waits) {
    List<Note> notes = new ArrayList<>();
    if (waits.identified() != null) {
      notes.add(
          Note.of(
              "the holder is identified for "
                  + Units.share(waits.identified())
                  + " of the waiting: proved for "
                  + Units.share(waits.proved())
                  + ", else it or no thread held"));
      notes.add(
          Note.of(
              "no thread held for "
                  + Units.bounds(waits.handoverLowNs(), waits.handoverHighNs())
                  + " of the waiting"));
    }
    return notes.toArray(Note[]::new);
  }
}
