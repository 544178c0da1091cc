// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.recording;

import io.rtnlab.results.LockStatDocument;
import io.rtnlab.results.LockStatDocument.Site;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;

/** Lock statistics of another host as sections. */
public final class LockStatReport {
  private LockStatReport() {}

  public static List<Section> of(LockStatDocument statistics) {
    String title = "rtnlab attribute · " + statistics.file() + " · /proc/lock_stat";
    List<Note> notes = new ArrayList<>();
    statistics.remarks().forEach(remark -> notes.add(Note.of(remark)));
    if (statistics.acquisitions() == 0) {
      notes.add(Note.of("rtnl_mutex was not acquired while the statistics were counted"));
      return List.of(Section.notes("lock-stat", title, notes));
    }
    notes.add(
        Note.of(
            "rtnl_mutex was acquired %s times, and waited for %s times"
                .formatted(
                    Units.count(statistics.acquisitions()),
                    Units.count(statistics.contentions()))));
    notes.add(
        Note.of(
            "waited for: %s in all, %s at most"
                .formatted(
                    Units.time(statistics.waits().totalNs()),
                    Units.time(statistics.waits().longestNs()))));
    notes.add(
        Note.of(
            "held: %s in all, %s at most"
                .formatted(
                    Units.time(statistics.holds().totalNs()),
                    Units.time(statistics.holds().longestNs()))));
    List<Section> sections = new ArrayList<>();
    sections.add(Section.notes("lock-stat", title, notes));
    sites(sections, "waited in", statistics.waitingAt());
    sites(sections, "holder took it in", statistics.heldAt());
    sections.add(
        Section.notes(
            "limits",
            "",
            List.of(
                Note.of(
                    "sums since the statistics were last cleared: who waited for whom is not in"
                        + " them; \"rtnlab attribute --help\" shows how to record that"))));
    return sections;
  }

  private static void sites(List<Section> sections, String heading, List<Site> sites) {
    if (sites.isEmpty()) {
      return;
    }
    Table.Builder table = Table.of(Column.key(heading), Column.key("doing"), Column.count("times"));
    sites.forEach(
        site ->
            table.row(
                Cell.text(site.symbol()),
                site.doing().isEmpty() ? Cell.NONE : Cell.text(site.doing()),
                Cell.count(site.count())));
    sections.add(Section.of("sites", "", table.build()));
  }
}
