// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.Cause;
import io.rtnlab.results.compare.ComparisonDocument.Exact;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.compare.ComparisonDocument.Remarks;
import io.rtnlab.results.compare.LadderDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as sections: every row, also those that a terminal has no room for. */
public final class ComparisonSections {
  private static final String NONE = "–";

  private ComparisonSections() {}

  /** Of two kernels. */
  public static List<Section> of(ComparisonDocument comparison) {
    boolean instructions = comparison.procedure().clock().startsWith("instruction");
    List<Section> sections = new ArrayList<>();
    sections.add(figures(comparison, instructions));
    sections.add(exact(comparison.exact()));
    sections.add(causes(comparison.causes(), instructions));
    sections.add(remarks(comparison.remarks()));
    sections.add(procedure(comparison.procedure()));
    return sections;
  }

  /** Of several kernels in order. */
  public static List<Section> of(LadderDocument ladder) {
    boolean instructions = ladder.clock().startsWith("instruction");
    List<Column> columns = new ArrayList<>(List.of(Column.key("operation"), Column.key("figure")));
    ladder.kernels().forEach(kernel -> columns.add(Column.text(kernel.name())));
    Table.Builder figures = Table.of(columns.toArray(Column[]::new));
    for (LadderDocument.FigureRow row : ladder.figures()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(row.operation()));
      cells.add(Cell.text(row.figure()));
      for (int i = 0; i < row.valuesNs().size(); i++) {
        Double ns = row.valuesNs().get(i);
        LadderDocument.@Nullable Step step = i == 0 ? null : row.steps().get(i - 1);
        String change =
            step == null
                ? ""
                : ", "
                    + words(step.percent(), step.lowPercent(), step.highPercent())
                    + " "
                    + step.verdict();
        cells.add(Cell.text(ns == null ? NONE : Times.words(ns, instructions) + change));
      }
      figures.row(cells.toArray(Cell[]::new));
    }
    Table.Builder exact = Table.of(columns.toArray(Column[]::new));
    for (LadderDocument.ExactRow row : ladder.exact()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(row.operation()));
      cells.add(Cell.text(row.count()));
      row.values().forEach(value -> cells.add(Cell.text(value == null ? NONE : count(value))));
      exact.row(cells.toArray(Cell[]::new));
    }
    return List.of(
        Section.of("figures", "what varies between boots", figures.build()),
        Section.of("exact", "counted exactly, for each request", exact.build()),
        remarks(ladder.remarks()));
  }

  /** A change as every form of a comparison prints it: percent, and its interval. */
  public static String words(
      double percent, @Nullable Double lowPercent, @Nullable Double highPercent) {
    String change = ComparisonText.percent(percent) + " %";
    return lowPercent == null || highPercent == null
        ? change
        : change
            + " ("
            + ComparisonText.percent(lowPercent)
            + " … "
            + ComparisonText.percent(highPercent)
            + ")";
  }

  private static Section figures(ComparisonDocument comparison, boolean instructions) {
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.key("figure"),
            Column.text("A"),
            Column.text("B"),
            Column.text("change"),
            Column.text("twin"),
            Column.text("verdict"),
            Column.text("boots needed"));
    for (FigureRow row : comparison.figures()) {
      ComparisonDocument.Change twin = row.twin();
      Integer needed = row.bootsNeeded();
      table.row(
          Cell.text(row.operation()),
          Cell.text(row.figure()),
          Cell.text(Times.words(row.aNs(), instructions)),
          Cell.text(Times.words(row.bNs(), instructions)),
          Cell.text(
              words(row.change().percent(), row.change().lowPercent(), row.change().highPercent())),
          Cell.text(
              twin == null ? NONE : words(twin.percent(), twin.lowPercent(), twin.highPercent())),
          Cell.text(row.verdict()),
          Cell.text(needed == null ? NONE : needed.toString()));
    }
    return Section.of(
        "figures",
        "what varies between boots" + (instructions ? ", in executed instructions" : ""),
        table.build());
  }

  private static Section exact(List<Exact> rows) {
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.key("for each request"),
            Column.text("A"),
            Column.text("B"),
            Column.text("verdict"));
    rows.forEach(
        row ->
            table.row(
                Cell.text(row.operation()),
                Cell.text(row.count()),
                Cell.text(count(row.a())),
                Cell.text(count(row.b())),
                Cell.text(row.verdict())));
    return Section.of(
        "exact", "counted exactly (the same in every boot of a kernel)", table.build());
  }

  private static Section causes(List<Cause> causes, boolean instructions) {
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.key("part"),
            Column.key("function"),
            Column.text("A"),
            Column.text("change"),
            Column.text("95 %"),
            Column.text("share of the change"));
    for (Cause row : causes) {
      Double low = row.lowNs();
      Double high = row.highNs();
      Double share = row.sharePercent();
      table.row(
          Cell.text(row.operation()),
          Cell.text(row.part()),
          Cell.text(row.function()),
          Cell.text(Times.words(row.aNs(), instructions)),
          Cell.text(signed(row.changeNs(), instructions)),
          Cell.text(
              low == null || high == null
                  ? NONE
                  : signed(low, instructions) + " … " + signed(high, instructions)),
          Cell.text(share == null ? NONE : String.format(Locale.ROOT, "%.0f %%", share)));
    }
    return Section.of("causes", "the change of a request's mean by its parts", table.build());
  }

  private static Section remarks(Remarks remarks) {
    List<Note> notes = new ArrayList<>();
    remarks.findings().forEach(sentence -> notes.add(Note.of(sentence)));
    remarks.advice().forEach(sentence -> notes.add(Note.of(sentence)));
    remarks.notes().forEach(sentence -> notes.add(Note.of(sentence)));
    return Section.notes("remarks", notes.isEmpty() ? "" : "remarks", notes);
  }

  private static Section procedure(ComparisonDocument.Procedure how) {
    return Section.notes(
        "procedure",
        "how it was judged",
        List.of(
            Note.of(
                String.format(
                    Locale.ROOT,
                    "%s; %s; limit %s %%; %d tests, each interval at %.2f %%, all together at 95"
                        + " %%",
                    how.design(),
                    how.clock(),
                    count(how.limitPercent()),
                    how.tests(),
                    how.confidencePercent()))));
  }

  private static String signed(double ns, boolean instructions) {
    return (ns < 0 ? "−" : "+") + Times.words(Math.abs(ns), instructions);
  }

  private static String count(double count) {
    return count == Math.rint(count)
        ? String.format(Locale.ROOT, "%,.0f", count)
        : String.format(Locale.ROOT, "%.3g", count);
  }
}
