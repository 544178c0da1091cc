// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Probe;
import io.rtnlab.results.RunDocument.Program;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which probe served, what it cannot see, what it cost and what it lost. */
final class ProbeSections {
  static final String ID = "probe";

  private ProbeSections() {}

  static List<Section> of(RunDocument run) {
    Probe probe = run.probe();
    List<Note> notes = new ArrayList<>();
    if (probe.mutexAddress() != null && probe.addressLearned() != null) {
      notes.add(Note.of("rtnl_mutex at " + probe.mutexAddress() + ", " + probe.addressLearned()));
    }
    probe.blindSpots().forEach(blindSpot -> notes.add(Note.of("cannot see: " + blindSpot)));
    if (!probe.cost().isEmpty()) {
      notes.add(Note.of("cost: " + probe.cost()));
    }
    notes.add(lost(run.lost()));
    String events = run.lost().events();
    if (events != null) {
      notes.add(Note.warning(RunDocument.Lost.incompleteEvents(events)));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(Section.notes(ID, "probe " + probe.name() + ": " + probe.why(), notes));
    List<Program> programs = probe.programs();
    if (programs != null && !programs.isEmpty()) {
      sections.add(programs(programs));
    }
    return sections;
  }

  private static Note lost(RunDocument.Lost lost) {
    String text =
        "lost: "
            + Units.count(lost.kernel())
            + " lock events ("
            + lost.kernelDetail()
            + "), "
            + Units.count(lost.spans())
            + " requests (no room in our own rings), "
            + Units.count(lost.late())
            + " events too late to place";
    return new Note("", text, lost.kernel() + lost.spans() + lost.late() > 0);
  }

  private static Section programs(List<Program> programs) {
    Table.Builder table = Table.of(Column.key("program"), Column.rate("runs"), Column.time("each"));
    double busyNsPerSecond = 0;
    for (Program program : programs) {
      busyNsPerSecond += program.runsPerSecond() * program.nsPerRun();
      table.row(
          Cell.text(program.name()),
          Cell.rate(program.runsPerSecond()),
          program.runsPerSecond() > 0 ? Cell.time(Math.round(program.nsPerRun())) : Cell.NONE);
    }
    return Section.of(
        ID,
        String.format(
            Locale.ROOT,
            "BPF programs, metered while warming up: %.1f %% of one CPU",
            busyNsPerSecond / 1e7),
        table.build());
  }
}
