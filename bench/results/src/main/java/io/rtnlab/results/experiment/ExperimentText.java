// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.experiment;

import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import io.rtnlab.results.report.text.TextTable;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An experiment for people: the outcome first, then what it rests on. */
public final class ExperimentText {
  private static final int WIDTH = 80;

  private ExperimentText() {}

  /** The whole of it. */
  public static String of(ExperimentDocument document) {
    return wrapped(document.verdict().toUpperCase(Locale.ROOT) + ": " + document.outcome())
        + wrapped("expected: " + document.expectation())
        + "\n"
        + table(document.trials())
        + "Linux "
        + document.kernel()
        + "; medians over the runs of a row\n";
  }

  private static String table(List<Trial> trials) {
    if (trials.isEmpty()) {
      return "";
    }
    List<String> names = List.copyOf(trials.getFirst().figures().keySet());
    List<String> header = new ArrayList<>(List.of("trial"));
    names.forEach(name -> header.add(heading(name)));
    TextTable table = new TextTable(1, header.toArray(String[]::new));
    for (Trial trial : trials) {
      List<String> row = new ArrayList<>(List.of(trial.label()));
      names.forEach(name -> row.add(figure(name, trial.figures().get(name))));
      table.row(row.toArray(String[]::new));
    }
    return table.toString();
  }

  /** {@code addressAddP99Ns} as "address add p99". */
  private static String heading(String name) {
    return name.replaceFirst("(Ns|PerSecond)$", name.endsWith("PerSecond") ? "/s" : "")
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(Locale.ROOT);
  }

  private static String figure(String name, @Nullable Double value) {
    if (value == null) {
      return "–";
    }
    if (name.endsWith("Ns")) {
      return Units.time(Math.round(value));
    }
    if (name.endsWith("Share")) {
      return Units.share(value, 1.0);
    }
    return Units.count(Math.round(value));
  }

  /** Lines of at most 80 columns; those that follow the first are indented. */
  public static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        lines.append("\n  ");
        column = 2;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.append('\n').toString();
  }
}
