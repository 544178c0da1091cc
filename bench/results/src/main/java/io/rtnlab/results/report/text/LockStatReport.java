// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.LockStatDocument;
import io.rtnlab.results.LockStatDocument.Site;
import java.util.List;

/** Lock statistics of another host as a person reads them in a terminal. */
public final class LockStatReport {
  private LockStatReport() {}

  /** The whole report, each line ended. */
  public static String of(LockStatDocument statistics) {
    Lines text = new Lines();
    text.line("rtnlab attribute · %s · /proc/lock_stat", statistics.file());
    statistics.remarks().forEach(remark -> text.line("%s", remark));
    if (statistics.acquisitions() == 0) {
      text.line("rtnl_mutex was not acquired while the statistics were counted");
      return text.toString();
    }
    text.line(
        "rtnl_mutex was acquired %s times, and waited for %s times",
        Units.count(statistics.acquisitions()), Units.count(statistics.contentions()));
    text.line(
        "waited for: %s in all, %s at most",
        Units.time(statistics.waits().totalNs()), Units.time(statistics.waits().longestNs()));
    text.line(
        "held: %s in all, %s at most",
        Units.time(statistics.holds().totalNs()), Units.time(statistics.holds().longestNs()));
    text.line("");
    sites(text, "waited in", statistics.waitingAt());
    sites(text, "holder took it in", statistics.heldAt());
    text.line("sums since the statistics were last cleared: who waited for whom is not in them;");
    text.line("\"rtnlab attribute --help\" shows how to record that");
    return text.toString();
  }

  private static void sites(Lines text, String heading, List<Site> sites) {
    if (sites.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(2, heading, "doing", "times");
    sites.forEach(
        site ->
            table.row(
                site.symbol(),
                site.doing().isEmpty() ? "–" : site.doing(),
                Units.count(site.count())));
    text.append(table);
    text.line("");
  }
}
