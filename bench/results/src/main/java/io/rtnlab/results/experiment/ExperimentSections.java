// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.experiment;

import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An experiment: the outcome first, then what it rests on. */
public final class ExperimentSections {
  private ExperimentSections() {}

  /** All of it. */
  public static List<Section> of(ExperimentDocument document) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.notes(
            "answer",
            document.verdict().toUpperCase(Locale.ROOT) + ": " + document.outcome(),
            List.of(Note.of("expected: " + document.expectation()))));
    Note kernel = Note.of("Linux " + document.kernel() + "; medians over the runs of a row");
    sections.add(
        document.trials().isEmpty()
            ? Section.notes("trials", "", List.of(kernel))
            : Section.of("trials", "", table(document.trials()), kernel));
    return sections;
  }

  private static Table table(List<Trial> trials) {
    List<String> names = List.copyOf(trials.getFirst().figures().keySet());
    List<Column> columns = new ArrayList<>(List.of(Column.key("trial")));
    names.forEach(name -> columns.add(column(name)));
    Table.Builder table = Table.of(columns.toArray(Column[]::new));
    for (Trial trial : trials) {
      List<Cell> row = new ArrayList<>(List.of(Cell.text(trial.label())));
      names.forEach(name -> row.add(cell(name, trial.figures().get(name))));
      table.row(row.toArray(Cell[]::new));
    }
    return table.build();
  }

  /** {@code addressAddP99Ns} as "address add p99". */
  private static Column column(String name) {
    String heading =
        name.replaceFirst("(Ns|PerSecond)$", name.endsWith("PerSecond") ? "/s" : "")
            .replaceAll("([a-z])([A-Z])", "$1 $2")
            .toLowerCase(Locale.ROOT);
    return name.endsWith("Ns")
        ? Column.time(heading)
        : name.endsWith("Share") ? Column.share(heading) : Column.count(heading);
  }

  private static Cell cell(String name, @Nullable Double value) {
    if (value == null) {
      return Cell.NONE;
    }
    return name.endsWith("Ns")
        ? Cell.time(Math.round(value))
        : name.endsWith("Share") ? new Cell.Share(value, null) : Cell.count(Math.round(value));
  }
}
