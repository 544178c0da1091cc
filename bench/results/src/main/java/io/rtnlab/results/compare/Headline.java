// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.compare.Comparison.Outcome;
import io.rtnlab.results.compare.ComparisonDocument.Cause;
import io.rtnlab.results.compare.ComparisonDocument.Exact;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The answer in one sentence. */
final class Headline {
  /** A part that carries so much of a change is all of it. */
  private static final double ALL_PERCENT = 90;

  private static final double WORTH_NAMING_PERCENT = 10;

  /** A function with this share of a part's change is named. */
  private static final double MOST = 0.5;

  private final List<Exact> exact;
  private final List<FigureRow> figures;
  private final List<Cause> causes;
  private final double limitPercent;

  private Headline(
      List<Exact> exact, List<FigureRow> figures, List<Cause> causes, double limitPercent) {
    this.exact = exact;
    this.figures = figures;
    this.causes = causes;
    this.limitPercent = limitPercent;
  }

  static String of(
      Outcome outcome,
      List<Exact> exact,
      List<FigureRow> figures,
      List<Cause> causes,
      double limitPercent,
      Subjects subjects) {
    Headline headline = new Headline(exact, figures, causes, limitPercent);
    return switch (outcome) {
      case WORSE -> headline.moved(Verdict.WORSE);
      case NO_WORSE -> headline.noWorse();
      case CANNOT_TELL ->
          subjects.design() == Design.UNRANDOMISED
              ? "CANNOT TELL: " + lastNote(subjects)
              : headline.cannotReport();
    };
  }

  private static String lastNote(Subjects subjects) {
    return subjects.notes().isEmpty()
        ? "the boots are not in random order"
        : subjects.notes().getLast();
  }

  private String moved(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    Set<String> named = new LinkedHashSet<>();
    List<FigureRow> rows =
        figures.stream()
            .filter(row -> row.verdict().equals(verdict.words()))
            .sorted(
                Comparator.comparingDouble((FigureRow row) -> -Math.abs(row.change().percent())))
            .toList();
    for (FigureRow row : rows) {
      if (named.contains(row.operation())) {
        continue;
      }
      // The whole request where that moved too, else the part.
      FigureRow shown = ofWholeRequest(rows, row);
      text.append(named.isEmpty() ? "" : "; ").append(words(shown));
      named.add(row.operation());
      if (named.size() == 1) {
        text.append(cause(shown, verdict));
      }
      if (named.size() == 3) {
        break;
      }
    }
    for (Exact row : exact) {
      if (row.verdict().equals(verdict.words())) {
        text.append(text.isEmpty() ? "" : "; ").append(words(row));
        named.add(row.operation());
      }
    }
    return text + rest(named);
  }

  private static FigureRow ofWholeRequest(List<FigureRow> rows, FigureRow row) {
    return rows.stream()
        .filter(each -> each.operation().equals(row.operation()) && !isHold(each))
        .findFirst()
        .orElse(row);
  }

  private static boolean isHold(FigureRow row) {
    return row.figure().startsWith("own hold");
  }

  private static String words(FigureRow row) {
    String what = isHold(row) ? "'s own hold " : " ";
    Double low = row.change().lowPercent();
    Double high = row.change().highPercent();
    return low == null || high == null
        ? String.format(
            Locale.ROOT, "%s%s%s", row.operation(), what, percent(row.change().percent()))
        : String.format(
            Locale.ROOT,
            "%s%s%s (%s … %s)",
            row.operation(),
            what,
            percent(row.change().percent()),
            number(low),
            number(high));
  }

  private static String words(Exact row) {
    return String.format(
        Locale.ROOT,
        "%s: %s a request %s → %s",
        row.operation(),
        row.count(),
        Counts.words(row.a()),
        Counts.words(row.b()));
  }

  /** Where the change lies: in parts that changed for certain, and the same way. */
  private String cause(FigureRow moved, Verdict verdict) {
    double ns = moved.bNs() - moved.aNs();
    if (isHold(moved)) {
      return function(moved.operation(), Causes.OWN_HOLD, ns);
    }
    List<Cause> parts =
        causes.stream()
            .filter(each -> each.operation().equals(moved.operation()))
            .filter(each -> each.function() == null && !each.part().startsWith("waiting for "))
            .filter(each -> each.sharePercent() != null && Causes.isCertain(each))
            .filter(each -> each.changeNs() > 0 == (verdict == Verdict.WORSE))
            .sorted(Comparator.comparingDouble((Cause each) -> -Math.abs(each.changeNs())))
            .toList();
    if (parts.isEmpty()) {
      return "";
    }
    Double most = parts.getFirst().sharePercent();
    if (most != null && most >= ALL_PERCENT) {
      return ": all of it " + parts.getFirst().part() + function(parts.getFirst());
    }
    List<String> shares = new ArrayList<>();
    for (Cause part : parts) {
      Double share = part.sharePercent();
      if (share != null && share >= WORTH_NAMING_PERCENT) {
        shares.add(
            String.format(Locale.ROOT, "%.0f %% of it %s", share, part.part()) + function(part));
      }
    }
    return shares.isEmpty() ? "" : ": " + String.join(", ", shares);
  }

  private String function(Cause part) {
    return function(part.operation(), part.part(), part.changeNs());
  }

  /** The kernel function that carries most of a part's change; empty where none was traced. */
  private String function(String operation, String part, double changeNs) {
    for (Cause each : causes) {
      if (each.function() != null
          && each.operation().equals(operation)
          && each.part().equals(part)
          && each.changeNs() / changeNs >= MOST) {
        return (100 * each.changeNs() / changeNs >= ALL_PERCENT ? ", in " : ", mostly in ")
            + each.function();
      }
    }
    return "";
  }

  private String rest(Set<String> named) {
    boolean undecided =
        figures.stream()
            .anyMatch(
                row ->
                    !named.contains(row.operation())
                        && row.verdict().equals(Verdict.CANNOT_TELL.words()));
    boolean moved =
        figures.stream()
            .anyMatch(
                row ->
                    !named.contains(row.operation())
                        && (row.verdict().equals(Verdict.WORSE.words())
                            || row.verdict().equals(Verdict.BETTER.words())));
    String limit = String.format(Locale.ROOT, "%s %%", Counts.words(limitPercent));
    if (undecided) {
      return "; of the rest not all can be decided";
    }
    return moved ? "; more below" : "; nothing else moved by more than " + limit;
  }

  private String noWorse() {
    boolean better =
        exact.stream().anyMatch(row -> row.verdict().equals(Verdict.BETTER.words()))
            || figures.stream().anyMatch(row -> row.verdict().equals(Verdict.BETTER.words()));
    return better
        ? moved(Verdict.BETTER)
        : "no worse: nothing moved by more than "
            + String.format(Locale.ROOT, "%s %%", Counts.words(limitPercent));
  }

  private String cannotReport() {
    List<FigureRow> undecided =
        figures.stream().filter(row -> row.verdict().equals(Verdict.CANNOT_TELL.words())).toList();
    if (undecided.isEmpty()) {
      return "CANNOT TELL: no figure of any operation could be judged";
    }
    FigureRow worst =
        undecided.stream()
            .max(Comparator.comparingDouble(row -> row.change().percent()))
            .orElseThrow();
    int needed = 0;
    boolean possible = true;
    for (FigureRow row : undecided) {
      Integer boots = row.bootsNeeded();
      possible &= boots != null;
      needed = Math.max(needed, boots == null ? 0 : boots);
    }
    return "CANNOT TELL: "
        + words(worst)
        + (undecided.size() == 1 ? "" : " and " + (undecided.size() - 1) + " more")
        + (possible
            ? "; " + needed + " boots of each kernel would do"
            : "; it is too near the limit for any number of boots");
  }

  private static String percent(double percent) {
    return number(percent) + " %";
  }

  private static String number(double percent) {
    double size = Math.abs(percent);
    return String.format(Locale.ROOT, size >= 9.95 ? "%+.0f" : "%+.1f", percent).replace('-', '−');
  }
}
