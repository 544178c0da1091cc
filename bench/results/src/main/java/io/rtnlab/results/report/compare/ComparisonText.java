// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.ArmSummary;
import io.rtnlab.results.compare.ComparisonDocument.Cause;
import io.rtnlab.results.compare.ComparisonDocument.Change;
import io.rtnlab.results.compare.ComparisonDocument.Exact;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.report.text.TextTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as a person reads it: the answer, the warnings, the tables, how it was judged. */
public final class ComparisonText {
  private static final int WIDTH = 80;
  private static final double SMALL_SHARE_PERCENT = 5;
  private static final Set<String> MOVED = Set.of("worse", "better", "changed, within the limit");
  private static final int LONGEST_PART = 32;
  private static final String NONE = "–";

  private final ComparisonDocument document;
  private final boolean instructions;
  private final int width;

  private ComparisonText(ComparisonDocument document, int width) {
    this.document = document;
    this.width = width;
    instructions = document.procedure().clock().startsWith("instruction");
  }

  /** The whole report, at most 80 columns wide. */
  public static String of(ComparisonDocument document) {
    return Wrapped.folded(new ComparisonText(document, WIDTH).text(), WIDTH);
  }

  /** The same without the answer and the warnings, for a letter that says those itself. */
  static String tables(ComparisonDocument document, int width) {
    ComparisonText text = new ComparisonText(document, width);
    return text.exact() + text.figures() + text.causes() + text.remarks() + text.procedure();
  }

  private String text() {
    StringBuilder text = new StringBuilder(Wrapped.lines(document.headline(), width, "  "));
    for (String warning : document.remarks().warnings()) {
      text.append(Wrapped.lines("WARNING: " + warning, width, "  "));
    }
    text.append('\n').append(arms());
    return text.append(tables(document, width)).toString();
  }

  static String boots(int number) {
    return number == 1 ? "1 boot" : number + " boots";
  }

  private String arms() {
    StringBuilder text = new StringBuilder();
    for (ArmSummary arm : document.arms()) {
      text.append(
          Wrapped.lines(
              String.format(
                  Locale.ROOT,
                  "%-2s %s: %s of Linux %s, build %s, probe %s",
                  arm.role(),
                  arm.name(),
                  boots(arm.boots()),
                  arm.kernelRelease(),
                  arm.kernelBuildId().substring(0, Math.min(12, arm.kernelBuildId().length())),
                  arm.probe()),
              width,
              "   "));
    }
    return text.toString();
  }

  private String exact() {
    TextTable table = new TextTable(2, "operation", "for each request", "A", "B", "");
    int same = 0;
    for (Exact row : document.exact()) {
      if (row.a() == row.b()) {
        same++;
      } else {
        table.row(
            row.operation(), row.count(), count(row.a()), count(row.b()), loud(row.verdict()));
      }
    }
    if (document.exact().isEmpty()) {
      return "";
    }
    return "\ncounted exactly (the same in every boot of a kernel)\n"
        + (table.isEmpty() ? "" : table)
        + same
        + (table.isEmpty() ? "" : " more")
        + " counts (acquisitions, messages, errors, ...) do not differ\n";
  }

  private String figures() {
    if (document.figures().isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(2, "operation", "", "A", "B", "change, %", "verdict");
    for (FigureRow row : document.figures()) {
      table.row(
          row.operation(),
          abbreviated(row.figure()),
          ns(row.aNs()),
          ns(row.bNs()),
          percent(row.change().percent())
              + (row.change().lowPercent() == null ? "" : " (" + interval(row.change()) + ")"),
          loud(row.verdict()));
    }
    StringBuilder text = new StringBuilder("\nwhat varies between boots");
    text.append(instructions ? ", in executed instructions\n" : "\n").append(table);
    text.append(legend());
    bootsNeeded(text);
    twins(text);
    return text.toString();
  }

  /** What the figures' short names stand for. */
  private String legend() {
    Set<String> figures = new LinkedHashSet<>();
    document.figures().forEach(row -> figures.add(row.figure()));
    return Wrapped.lines(
        figures.stream()
            .map(figure -> abbreviated(figure) + " = " + figure)
            .collect(Collectors.joining("; ")),
        width,
        "  ");
  }

  private static String abbreviated(String figure) {
    return figure.startsWith("own hold") ? "hold" : figure.endsWith("p99") ? "p99" : "CPU";
  }

  private void bootsNeeded(StringBuilder text) {
    List<String> needed =
        document.figures().stream()
            .filter(row -> row.bootsNeeded() != null)
            .map(row -> row.operation() + " " + abbreviated(row.figure()) + " " + row.bootsNeeded())
            .toList();
    if (!needed.isEmpty()) {
      text.append(
          Wrapped.lines(
              "boots of each kernel that would decide, four times in five: "
                  + String.join(", ", needed),
              width,
              "  "));
    }
  }

  /** A's twin, whose interval must lie inside the limit before B's means anything. */
  private void twins(StringBuilder text) {
    List<FigureRow> outside =
        document.figures().stream()
            .filter(row -> row.twin() != null && !isInsideLimit(row.twin()))
            .toList();
    for (FigureRow row : outside) {
      text.append(
          Wrapped.lines(
              "CANNOT TELL "
                  + row.operation()
                  + " ("
                  + row.figure()
                  + "): A and its twin, the same kernel, differ by "
                  + interval(row.twin())
                  + " %, which is not inside the limit",
              width,
              "  "));
    }
    if (outside.isEmpty() && document.figures().stream().anyMatch(row -> row.twin() != null)) {
      text.append("A and its twin, the same kernel, differ by less than the limit everywhere\n");
    }
  }

  private boolean isInsideLimit(@Nullable Change twin) {
    double limit = document.procedure().limitPercent();
    return twin != null
        && twin.lowPercent() != null
        && twin.highPercent() != null
        && twin.lowPercent() >= -limit
        && twin.highPercent() <= limit;
  }

  private String causes() {
    StringBuilder text = new StringBuilder();
    Set<String> operations = new LinkedHashSet<>();
    // Of what did not move for certain there is nothing to explain.
    document.figures().stream()
        .filter(row -> MOVED.contains(row.verdict()))
        .forEach(row -> operations.add(row.operation()));
    for (String operation : operations) {
      TextTable table = new TextTable(1, "  part", "A", "change (95 %)", "share");
      for (Cause row : document.causes()) {
        Double share = row.sharePercent();
        if (row.operation().equals(operation)
            && share != null
            && Math.abs(share) >= SMALL_SHARE_PERCENT) {
          table.row(
              row.function() == null
                  ? "  " + shortened(row.part())
                  : "    " + shortened("in " + row.function()),
              ns(row.aNs()),
              signed(row.changeNs()) + bounds(row),
              String.format(Locale.ROOT, "%.0f %%", share));
        }
      }
      if (!table.isEmpty()) {
        text.append(operation).append('\n').append(table);
      }
    }
    return text.isEmpty()
        ? ""
        : "\nwhy: the change of a request's mean by its parts (of 5 % or more)\n" + text;
  }

  private String bounds(Cause row) {
    Double low = row.lowNs();
    Double high = row.highNs();
    return low == null || high == null ? "" : " (" + signed(low) + " … " + signed(high) + ")";
  }

  /** Foreign names can be long. */
  private static String shortened(String part) {
    return part.codePointCount(0, part.length()) <= LONGEST_PART
        ? part
        : part.substring(0, part.offsetByCodePoints(0, LONGEST_PART - 1)) + "…";
  }

  private String remarks() {
    StringBuilder text = new StringBuilder();
    for (List<String> sentences :
        List.of(
            document.remarks().findings(),
            document.remarks().advice(),
            document.remarks().notes())) {
      sentences.forEach(sentence -> text.append(Wrapped.lines(sentence, width, "  ")));
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  private String procedure() {
    ComparisonDocument.Procedure how = document.procedure();
    return "\n"
        + Wrapped.lines(
            String.format(
                Locale.ROOT,
                "judged by %s; %s; limit %s %%; %d tests, each interval at %.2f %%, all together at"
                    + " 95 %%%s",
                how.design(),
                how.clock(),
                count(how.limitPercent()),
                how.tests(),
                how.confidencePercent(),
                how.seed() == null ? "" : "; order by seed " + how.seed()),
            width,
            "  ");
  }

  /** What needs the reader's eye stands in capitals. */
  private static String loud(String verdict) {
    return verdict.equals("cannot tell") || verdict.equals("worse")
        ? verdict.toUpperCase(Locale.ROOT)
        : verdict.replace("changed, within the limit", "in limit");
  }

  private static String interval(@Nullable Change change) {
    return change == null || change.lowPercent() == null || change.highPercent() == null
        ? NONE
        : percent(change.lowPercent()) + " … " + percent(change.highPercent());
  }

  static String percent(double percent) {
    double size = Math.abs(percent);
    return String.format(
            Locale.ROOT, size >= 9.95 ? "%+.0f" : size >= 0.95 ? "%+.1f" : "%+.2f", percent)
        .replace('-', '−');
  }

  private String signed(double ns) {
    return (ns < 0 ? "−" : "+") + ns(Math.abs(ns));
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
