package io.rtnlab.results.report.text;

import io.rtnlab.results.RecordingDocument;
import io.rtnlab.results.RecordingDocument.Doing;
import io.rtnlab.results.RecordingDocument.WaiterRow;
import java.util.stream.Collectors;

/** A recording as a person reads it in a terminal. */
public final class RecordingReport {
  private static final int CHAINS = 12;

  private final RecordingDocument recording;
  private final Lines text = new Lines();

  private RecordingReport(RecordingDocument recording) {
    this.recording = recording;
  }

  /** The whole report, each line ended. */
  public static String of(RecordingDocument recording) {
    RecordingReport report = new RecordingReport(recording);
    report.heading();
    report.ledger();
    report.text.append(BlameReport.of(recording.blame(), recording.waits()));
    report.chain();
    report.caveats();
    return report.text.toString();
  }

  private void heading() {
    String kernel = recording.kernel();
    text.line(
        "rtnlab attribute · %s · %s%s",
        recording.file(), recording.writer(), kernel == null ? "" : " · " + kernel);
    text.line("rtnl_mutex at %s, %s", recording.mutexAddress(), recording.mutexEvidence());
    RecordingDocument.Events events = recording.events();
    text.line(
        "%s begins and %s ends of waiting, %s releases seen, in %s",
        Units.count(events.begins()),
        Units.count(events.ends()),
        Units.count(events.releases()),
        Units.time(recording.spanNs()));
    text.line("");
  }

  private void ledger() {
    if (recording.ledger().isEmpty()) {
      return;
    }
    text.line("who waited, and what is known of who held meanwhile, in shares of each one's own");
    TextTable table =
        new TextTable(
            1,
            "waiter",
            "waiting",
            "proved",
            "sole",
            "snapshot",
            "inferred",
            "handover",
            "unknown");
    for (WaiterRow row : recording.ledger()) {
      table.row(
          row.waiter(),
          Units.time(row.waitNs()),
          Units.share(row.provedNs(), row.waitNs()),
          Units.share(row.soleNs(), row.waitNs()),
          Units.share(row.snapshotNs(), row.waitNs()),
          Units.share(row.inferredNs(), row.waitNs()),
          Units.share(row.handoverNs(), row.waitNs()),
          Units.share(row.unknownNs(), row.waitNs()));
    }
    text.append(table);
    if (!recording.doing().isEmpty()) {
      text.line(
          "waiters were doing: %s",
          recording.doing().stream()
              .map((Doing d) -> d.what() + " × " + Units.count(d.begins()))
              .collect(Collectors.joining(", ")));
    }
    text.line("");
  }

  private void chain() {
    if (recording.chain().isEmpty()) {
      return;
    }
    text.line("what holders waited for meanwhile, and because of whom");
    TextTable table = new TextTable(4, "waiter", "held by", "because of", "lock", "total");
    recording.chain().stream()
        .limit(CHAINS)
        .forEach(
            row ->
                table.row(
                    row.waiter(), row.holder(), row.root(), row.lock(), Units.time(row.ns())));
    text.append(table);
    if (recording.chain().size() > CHAINS) {
      text.line("%s more; --json has them all", Units.count(recording.chain().size() - CHAINS));
    }
    text.line("");
  }

  private void caveats() {
    RecordingDocument.Lost lost = recording.lost();
    text.line(
        "lost: %s events in %s gaps; left out: %s waits without an end, %s ends without a begin; %s"
            + " events out of order",
        Units.count(lost.events()),
        Units.count(lost.gaps()),
        Units.count(lost.unmatchedWaits()),
        Units.count(lost.endsWithoutBegin()),
        Units.count(lost.outOfOrder()));
    recording.remarks().forEach(remark -> text.line("%s", remark));
  }
}
