// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.LadderDocument;
import io.rtnlab.results.compare.LadderDocument.ExactRow;
import io.rtnlab.results.compare.LadderDocument.FigureRow;
import io.rtnlab.results.compare.LadderDocument.Kernel;
import io.rtnlab.results.compare.LadderDocument.Step;
import io.rtnlab.results.report.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Several kernels in order: one row an operation, one column a kernel. */
public final class LadderText {
  private static final int WIDTH = 80;
  private static final String NONE = "–";

  /** So many kernels stand side by side in 80 columns; the rest continues below. */
  private static final int COLUMNS = 5;

  private final LadderDocument document;
  private final boolean instructions;

  private LadderText(LadderDocument document) {
    this.document = document;
    instructions = document.clock().startsWith("instruction");
  }

  /** The whole report, at most 80 columns wide. */
  public static String of(LadderDocument document) {
    return Wrapped.folded(new LadderText(document).text(), WIDTH);
  }

  private String text() {
    StringBuilder text = new StringBuilder(Wrapped.lines(document.headline(), WIDTH, "  "));
    text.append('\n');
    for (Kernel kernel : document.kernels()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %s of Linux %s%n",
              kernel.name(),
              ComparisonText.boots(kernel.boots()),
              kernel.kernelRelease()));
    }
    int kernels = document.kernels().size();
    for (int first = 0; first < kernels; first += COLUMNS) {
      int last = Math.min(kernels, first + COLUMNS);
      text.append(exact(first, last)).append(figures(first, last));
    }
    text.append('\n');
    for (String warning : document.remarks().warnings()) {
      text.append(Wrapped.lines("WARNING: " + warning, WIDTH, "  "));
    }
    document.remarks().notes().forEach(note -> text.append(Wrapped.lines(note, WIDTH, "  ")));
    text.append(
        Wrapped.lines(
            String.format(
                Locale.ROOT,
                "steps by the spread of all kernels' boots together (Student's t), all at 95 %%;"
                    + " limit %.3g %%; %s; ? = cannot tell",
                document.limitPercent(),
                document.clock()),
            WIDTH,
            "  "));
    return text.toString();
  }

  private String exact(int first, int last) {
    TextTable table = table("counts, exact", first, last);
    for (ExactRow row : document.exact()) {
      List<@Nullable Double> values = row.values();
      boolean constant =
          values.stream().allMatch(value -> Objects.equals(value, values.getFirst()));
      // What no kernel changed is not worth a row, acquisitions apart.
      if (constant && !row.count().equals("acquisitions")) {
        continue;
      }
      List<String> cells = new ArrayList<>(List.of(row.operation(), row.count()));
      for (int i = first; i < last; i++) {
        Double value = values.get(i);
        cells.add(value == null ? NONE : count(value));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.isEmpty() ? "" : "\n" + table;
  }

  private String figures(int first, int last) {
    TextTable table = table("times", first, last);
    for (FigureRow row : document.figures()) {
      List<String> cells = new ArrayList<>(List.of(row.operation(), abbreviated(row.figure())));
      for (int i = first; i < last; i++) {
        Double value = row.valuesNs().get(i);
        Step step = i == 0 ? null : row.steps().get(i - 1);
        cells.add(value == null ? NONE : ns(value) + words(step));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.isEmpty() ? "" : "\n" + table;
  }

  private TextTable table(String title, int first, int last) {
    List<String> header = new ArrayList<>(List.of(title, ""));
    IntStream.range(first, last)
        .mapToObj(i -> document.kernels().get(i).name())
        .map(name -> name.replaceFirst("^stock-", ""))
        .forEach(header::add);
    return new TextTable(2, header.toArray(String[]::new));
  }

  private static String words(@Nullable Step step) {
    if (step == null) {
      return "";
    }
    return switch (step.verdict()) {
      case "equal" -> " =";
      case "cannot tell" -> " ?";
      default -> String.format(Locale.ROOT, " %+.0f%%", step.percent()).replace('-', '−');
    };
  }

  private static String abbreviated(String figure) {
    return figure.startsWith("own hold") ? "hold" : "CPU";
  }

  private String ns(double ns) {
    return Times.words(ns, instructions);
  }

  private static String count(double count) {
    return count == Math.rint(count)
        ? String.format(Locale.ROOT, "%,.0f", count)
        : String.format(Locale.ROOT, "%.3g", count);
  }
}
