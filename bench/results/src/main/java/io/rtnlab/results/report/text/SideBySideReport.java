package io.rtnlab.results.report.text;

import io.rtnlab.results.SideBySide;
import io.rtnlab.results.SideBySide.Waits;

/** A run and a recording of the same time, as a person reads them. */
public final class SideBySideReport {
  private SideBySideReport() {}

  /** Each line ended. */
  public static String of(SideBySide both) {
    Lines text = new Lines();
    text.line("waits for rtnl_mutex, from the first that the run's probe heard of to its last");
    TextTable table = new TextTable(1, "counted by", "begins", "waits", "waited");
    row(table, "rtnlab run, probe " + both.probe(), both.ours());
    row(table, both.recorder(), both.theirs());
    text.append(table);
    text.line(
        "only the run shows whose request waited and who held: it names a holder for %s of the"
            + " waiting",
        Units.share(both.named(), 1));
    text.line(
        "only the recording shows other locks: %s begins of waiting for %s of them",
        Units.count(both.otherBegins()), Units.count(both.otherLocks()));
    return text.toString();
  }

  private static void row(TextTable table, String name, Waits waits) {
    table.row(
        name, Units.count(waits.begins()), Units.count(waits.waits()), Units.time(waits.waitNs()));
  }
}
