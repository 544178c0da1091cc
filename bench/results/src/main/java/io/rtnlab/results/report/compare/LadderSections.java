// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.LadderDocument;
import io.rtnlab.results.compare.LadderDocument.ExactRow;
import io.rtnlab.results.compare.LadderDocument.FigureRow;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several kernels in order: one row an operation, one column a kernel. */
public final class LadderSections {
  private final LadderDocument document;
  private final Cell.Unit unit;

  private LadderSections(LadderDocument document) {
    this.document = document;
    unit = ComparisonSections.unit(document.clock());
  }

  /** All of it, the answer first. */
  public static List<Section> of(LadderDocument document) {
    List<Section> sections = new ArrayList<>();
    sections.add(ComparisonSections.answer(document.headline(), document.remarks()));
    sections.add(
        Section.notes(
            "kernels",
            "what was compared",
            document.kernels().stream()
                .map(
                    kernel ->
                        Note.of(
                            "%s: %s of Linux %s"
                                .formatted(
                                    kernel.name(),
                                    ComparisonSections.boots(kernel.boots()),
                                    kernel.kernelRelease())))
                .toList()));
    sections.addAll(figures(document));
    return sections;
  }

  /** The same without the answer and without what was compared. */
  public static List<Section> figures(LadderDocument document) {
    LadderSections sections = new LadderSections(document);
    List<Section> figures = new ArrayList<>();
    figures.add(sections.exact());
    figures.add(sections.varying());
    figures.addAll(ComparisonSections.remarks(document.remarks()));
    figures.add(sections.procedure());
    return figures;
  }

  /** What no kernel changed is for files, acquisitions apart. */
  private Section exact() {
    List<ExactRow> shown = document.exact().stream().filter(LadderSections::differs).toList();
    Table.Builder table = table("for each request", Column::amount).shown(shown.size());
    Stream.concat(shown.stream(), document.exact().stream().filter(row -> !differs(row)))
        .forEach(
            row -> {
              List<Cell> cells = keys(row.operation(), row.count());
              row.values().forEach(value -> cells.add(Cell.amount(value, Cell.Unit.NONE)));
              table.row(cells.toArray(Cell[]::new));
            });
    return Section.of(
        "exact", "counted exactly (the same in every boot of a kernel)", table.build());
  }

  private static boolean differs(ExactRow row) {
    List<@Nullable Double> values = row.values();
    return row.count().equals("acquisitions")
        || !values.stream().allMatch(value -> Objects.equals(value, values.getFirst()));
  }

  private Section varying() {
    Table.Builder table = table("figure", Column::step);
    for (FigureRow row : document.figures()) {
      List<Cell> cells = keys(row.operation(), ComparisonSections.shortName(row.figure()));
      for (int i = 0; i < row.valuesNs().size(); i++) {
        Double ns = row.valuesNs().get(i);
        cells.add(ns == null ? Cell.NONE : step(ns, i == 0 ? null : row.steps().get(i - 1)));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return Section.of(
        "figures",
        "what varies between boots",
        table.build(),
        Note.of(
            ComparisonSections.legend(document.figures().stream().map(FigureRow::figure))
                + "; change of the boots' geometric mean against the last kernel that has it; ="
                + " equal; ? cannot tell; – not there, or varies"));
  }

  private Cell step(double ns, LadderDocument.@Nullable Step step) {
    return new Cell.Step(
        new Cell.Amount(ns, unit),
        step == null
            ? null
            : new Cell.Change(
                step.percent(), step.lowPercent(), step.highPercent(), Cell.Unit.PERCENT),
        step == null ? "" : step.verdict());
  }

  private static List<Cell> keys(String operation, String figure) {
    return new ArrayList<>(List.of(Cell.text(operation), Cell.text(figure)));
  }

  private Table.Builder table(String figure, Function<String, Column> kernelColumn) {
    List<Column> columns = new ArrayList<>(List.of(Column.key("operation"), Column.key(figure)));
    Set<String> names = new HashSet<>(List.of("operation", figure));
    for (LadderDocument.Kernel kernel : document.kernels()) {
      String name = kernel.name().replaceFirst("^stock-", "");
      while (!names.add(name)) {
        name += "'";
      }
      columns.add(kernelColumn.apply(name));
    }
    return Table.of(columns.toArray(Column[]::new));
  }

  private Section procedure() {
    return Section.notes(
        "procedure",
        "how it was judged",
        List.of(
            Note.of(
                String.format(
                    Locale.ROOT,
                    "counts that differ are the kernel's doing, more is worse; other steps by the"
                        + " spread of all kernels' boots together (Student's t), all at 95 %%; limit"
                        + " %.3g %%; %s",
                    document.limitPercent(),
                    document.clock()))));
  }
}
