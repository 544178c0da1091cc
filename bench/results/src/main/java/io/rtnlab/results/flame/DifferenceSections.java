// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.statistics.Interval;
import io.rtnlab.results.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which functions take a larger or smaller share of each flame graph than in another run. */
public final class DifferenceSections {
  private static final String ID = "differences";
  private static final int SHOWN = 5;
  private static final double CONFIDENCE = 0.95;
  private static final double POINTS = 100;

  private DifferenceSections() {}

  /** A table for each graph that both runs have and that is not empty in either. */
  public static List<Section> of(RunGraphs graphs, RunGraphs others) {
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<String, Stacks> graph : graphs.byName().entrySet()) {
      Stacks stacks = graph.getValue();
      Stacks other = others.byName().get(graph.getKey());
      if (other == null || stacks.totalNs() == 0 || other.totalNs() == 0) {
        continue;
      }
      CpuStacks cpu = graph.getKey().equals(RunGraphs.CPU) ? graphs.cpu() : null;
      CpuStacks otherCpu = others.cpu();
      long samples = cpu == null || otherCpu == null ? 0 : cpu.samples();
      sections.add(
          section(
              graph.getKey(),
              Difference.of(stacks, other),
              samples,
              samples == 0 || otherCpu == null ? 0 : otherCpu.samples()));
    }
    return sections;
  }

  private static Section section(
      String name, List<Difference> differences, long samples, long otherSamples) {
    Table.Builder table =
        Table.of(
                Column.key("on top"),
                Column.key("below it").forFiles(),
                Column.share("share"),
                Column.share("other run"),
                Column.change("difference"))
            .shown(SHOWN);
    for (Difference each : differences) {
      table.row(
          Cell.text(each.function()),
          Cell.text(each.below()),
          new Cell.Share(each.share(), null),
          new Cell.Share(each.otherShare(), null),
          change(each, samples, otherSamples));
    }
    List<Note> notes = new ArrayList<>();
    if (samples > 0) {
      notes.add(
          Note.of(
              Units.count(samples)
                  + " samples, in the other run "
                  + Units.count(otherSamples)
                  + "; intervals of 95 %, by row"));
    }
    return Section.of(ID, "what differs most: " + name, table.build(), notes.toArray(new Note[0]));
  }

  /** In percentage points; with Newcombe's interval where the shares are of independent samples. */
  private static Cell change(Difference each, long samples, long otherSamples) {
    double change = each.change();
    if (samples == 0) {
      return new Cell.Change(POINTS * change, null, null, Cell.Unit.PERCENT);
    }
    Interval here = interval(each.share(), samples);
    Interval there = interval(each.otherShare(), otherSamples);
    double down = Math.hypot(each.share() - here.low(), there.high() - each.otherShare());
    double up = Math.hypot(here.high() - each.share(), each.otherShare() - there.low());
    return new Cell.Change(
        POINTS * change, POINTS * (change - down), POINTS * (change + up), Cell.Unit.PERCENT);
  }

  private static Interval interval(double share, long samples) {
    return Proportion.interval(Math.round(share * samples), samples, CONFIDENCE);
  }
}
