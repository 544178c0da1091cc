// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.recording;

import io.rtnlab.results.RecordingDocument;
import io.rtnlab.results.RecordingDocument.WaiterActivity;
import io.rtnlab.results.RecordingDocument.WaiterRow;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.run.BlameSections;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A recording as sections: what was recorded, who waited, who is to blame, what is missing. */
public final class RecordingReport {
  private static final int SHOWN = 24;

  private RecordingReport() {}

  public static List<Section> of(RecordingDocument recording) {
    List<Section> sections = new ArrayList<>();
    sections.add(heading(recording));
    sections.addAll(BlameSections.of(recording.blame(), null, recording.waits()));
    if (!recording.ledger().isEmpty()) {
      sections.add(waiters(recording));
    }
    sections.addAll(BlameSections.chain(recording.chain()));
    sections.add(missing(recording));
    return sections;
  }

  private static Section heading(RecordingDocument recording) {
    String kernel = recording.source().kernel();
    RecordingDocument.Events events = recording.events();
    return Section.notes(
        "recording",
        "rtnlab attribute · "
            + recording.source().file()
            + " · "
            + recording.source().writer()
            + (kernel == null ? "" : " · " + kernel),
        List.of(
            Note.of(
                "rtnl_mutex at "
                    + recording.source().mutexAddress()
                    + ", "
                    + recording.source().mutexEvidence()),
            Note.of(
                Units.count(events.begins())
                    + " begins and "
                    + Units.count(events.ends())
                    + " ends of waiting, "
                    + Units.count(events.releases())
                    + " releases seen, in "
                    + Units.time(recording.spanNs()))));
  }

  private static Section waiters(RecordingDocument recording) {
    Table.Builder table =
        Table.of(
                Column.key("waiter"),
                Column.time("waiting"),
                Column.share("proved"),
                Column.share("sole"),
                Column.share("snapshot"),
                Column.share("inferred"),
                Column.share("handover"),
                Column.share("unknown"))
            .shown(SHOWN);
    for (WaiterRow row : recording.ledger()) {
      table.row(
          Cell.text(row.waiter()),
          Cell.time(row.waitNs()),
          Cell.share((Long) row.provedNs(), row.waitNs()),
          Cell.share(row.soleNs(), row.waitNs()),
          Cell.share((Long) row.snapshotNs(), row.waitNs()),
          Cell.share((Long) row.inferredNs(), row.waitNs()),
          Cell.share((Long) row.handoverNs(), row.waitNs()),
          Cell.share((Long) row.unknownNs(), row.waitNs()));
    }
    List<Note> notes =
        recording.doing().isEmpty()
            ? List.of()
            : List.of(
                Note.of(
                    "waiters were doing: "
                        + recording.doing().stream()
                            .map(
                                (WaiterActivity each) ->
                                    each.what() + " × " + Units.count(each.begins()))
                            .collect(Collectors.joining(", "))));
    return Section.of(
        "waiters",
        "who waited, and what is known of who held meanwhile, in shares of each one's",
        table.build(),
        notes.toArray(Note[]::new));
  }

  private static Section missing(RecordingDocument recording) {
    RecordingDocument.Lost lost = recording.lost();
    List<Note> notes = new ArrayList<>();
    notes.add(
        new Note(
            "",
            "lost: %s events in %s gaps; left out: %s waits without an end, %s ends without a begin;"
                    .formatted(
                        Units.count(lost.events()),
                        Units.count(lost.gaps()),
                        Units.count(lost.unmatchedWaits()),
                        Units.count(lost.endsWithoutBegin()))
                + " "
                + Units.count(lost.outOfOrder())
                + " events out of order",
            lost.events() + lost.gaps() > 0));
    recording.remarks().forEach(remark -> notes.add(Note.of(remark)));
    return Section.notes("lost", "what is missing", notes);
  }
}
