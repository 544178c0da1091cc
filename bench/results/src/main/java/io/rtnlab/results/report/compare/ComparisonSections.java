// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.ArmSummary;
import io.rtnlab.results.compare.ComparisonDocument.Cause;
import io.rtnlab.results.compare.ComparisonDocument.Change;
import io.rtnlab.results.compare.ComparisonDocument.Exact;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.compare.ComparisonDocument.Remarks;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison of two kernels: the answer, the figures, why they moved, how it was judged. */
public final class ComparisonSections {
  private static final double SMALL_SHARE_PERCENT = 5;
  private static final Set<String> MOVED = Set.of("worse", "better", "changed, within the limit");
  private static final int BUILD_ID_DIGITS = 12;

  private final ComparisonDocument document;
  private final Cell.Unit unit;

  private ComparisonSections(ComparisonDocument document) {
    this.document = document;
    unit = unit(document.procedure().clock());
  }

  /** All of it, the answer first. */
  public static List<Section> of(ComparisonDocument document) {
    List<Section> sections = new ArrayList<>();
    sections.add(answer(document.headline(), document.remarks()));
    sections.add(arms(document.arms()));
    sections.addAll(figures(document));
    return sections;
  }

  /** The same without the answer and without what was compared. */
  public static List<Section> figures(ComparisonDocument document) {
    ComparisonSections sections = new ComparisonSections(document);
    List<Section> figures = new ArrayList<>();
    if (!document.exact().isEmpty()) {
      figures.add(sections.exact());
    }
    if (!document.figures().isEmpty()) {
      figures.add(sections.varying());
    }
    figures.addAll(sections.causes());
    figures.addAll(remarks(document.remarks()));
    figures.add(sections.procedure());
    return figures;
  }

  /** A change as every form of a comparison prints it: percent, and its interval. */
  public static String words(
      double percent, @Nullable Double lowPercent, @Nullable Double highPercent) {
    return Units.change(new Cell.Change(percent, lowPercent, highPercent, Cell.Unit.PERCENT));
  }

  /** What the figures of this clock count. */
  static Cell.Unit unit(String clock) {
    return clock.startsWith("instruction") ? Cell.Unit.INSTRUCTIONS : Cell.Unit.NANOSECONDS;
  }

  static Section answer(String headline, Remarks remarks) {
    return Section.notes(
        "answer",
        headline,
        remarks.warnings().stream().map(warning -> Note.warning("WARNING: " + warning)).toList());
  }

  static List<Section> remarks(Remarks remarks) {
    List<Note> notes =
        Stream.of(remarks.findings(), remarks.advice(), remarks.notes())
            .flatMap(List::stream)
            .map(Note::of)
            .toList();
    return notes.isEmpty() ? List.of() : List.of(Section.notes("remarks", "remarks", notes));
  }

  static String boots(int number) {
    return number == 1 ? "1 boot" : number + " boots";
  }

  private static Section arms(List<ArmSummary> arms) {
    return Section.notes(
        "arms",
        "what was compared",
        arms.stream()
            .map(
                arm ->
                    Note.labelled(
                        arm.role(),
                        "%s: %s of Linux %s, build %s, probe %s"
                            .formatted(
                                arm.name(),
                                boots(arm.boots()),
                                arm.kernelRelease(),
                                arm.kernelBuildId()
                                    .substring(
                                        0, Math.min(BUILD_ID_DIGITS, arm.kernelBuildId().length())),
                                arm.probe())))
            .toList());
  }

  /** Counts that differ stand first; of the others a terminal shows how many there are. */
  private Section exact() {
    List<Exact> differing = document.exact().stream().filter(row -> row.a() != row.b()).toList();
    List<Exact> same = document.exact().stream().filter(row -> row.a() == row.b()).toList();
    Table.Builder table =
        Table.of(
                Column.key("operation"),
                Column.key("for each request"),
                Column.amount("A"),
                Column.amount("B"),
                Column.text("verdict"))
            .shown(differing.size());
    Stream.of(differing, same)
        .flatMap(List::stream)
        .forEach(
            row ->
                table.row(
                    Cell.text(row.operation()),
                    Cell.text(row.count()),
                    Cell.amount(row.a(), Cell.Unit.NONE),
                    Cell.amount(row.b(), Cell.Unit.NONE),
                    Cell.text(loud(row.verdict()))));
    return Section.of(
        "exact",
        "counted exactly (the same in every boot of a kernel)",
        table.build(),
        Note.of(
            same.size()
                + (differing.isEmpty() ? "" : " more")
                + " counts (acquisitions, messages, errors, ...) do not differ"));
  }

  private Section varying() {
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.key("figure"),
            Column.amount("A"),
            Column.amount("B"),
            Column.change("change"),
            Column.change("twin").forFiles(),
            Column.text("verdict"),
            Column.count("boots needed").forFiles());
    for (FigureRow row : document.figures()) {
      Integer needed = row.bootsNeeded();
      table.row(
          Cell.text(row.operation()),
          Cell.text(shortName(row.figure())),
          Cell.amount(row.aNs(), unit),
          Cell.amount(row.bNs(), unit),
          change(row.change()),
          row.twin() == null ? Cell.NONE : change(row.twin()),
          Cell.text(loud(row.verdict())),
          Cell.count(needed == null ? null : (long) needed));
    }
    List<Note> notes = new ArrayList<>();
    notes.add(Note.of(legend(document.figures().stream().map(FigureRow::figure))));
    bootsNeeded(notes);
    twins(notes);
    return new Section(
        "figures",
        "what varies between boots"
            + (unit == Cell.Unit.INSTRUCTIONS ? ", in executed instructions" : ""),
        Optional.of(table.build()),
        notes);
  }

  /** Figures by the first word of their names: "CPU" for "CPU, median". */
  static String shortName(String figure) {
    return figure.endsWith("p99") ? "p99" : figure.replaceFirst(",.*", "");
  }

  /** What the short names stand for. */
  static String legend(Stream<String> figures) {
    return "figures: " + figures.distinct().collect(Collectors.joining("; "));
  }

  private void bootsNeeded(List<Note> notes) {
    String needed =
        document.figures().stream()
            .filter(row -> row.bootsNeeded() != null)
            .map(row -> row.operation() + " " + shortName(row.figure()) + " " + row.bootsNeeded())
            .collect(Collectors.joining(", "));
    if (!needed.isEmpty()) {
      notes.add(Note.of("boots of each kernel that would decide, four times in five: " + needed));
    }
  }

  /** A's twin, whose interval must lie inside the limit before B's means anything. */
  private void twins(List<Note> notes) {
    List<FigureRow> twins = document.figures().stream().filter(row -> row.twin() != null).toList();
    List<FigureRow> outside = twins.stream().filter(row -> !isInsideLimit(row.twin())).toList();
    for (FigureRow row : outside) {
      Change twin = row.twin();
      notes.add(
          Note.warning(
              "CANNOT TELL %s (%s): A and its twin, the same kernel, differ by %s, not shown to be inside the limit"
                  .formatted(
                      row.operation(),
                      row.figure(),
                      twin == null
                          ? ""
                          : words(twin.percent(), twin.lowPercent(), twin.highPercent()))));
    }
    if (outside.isEmpty() && !twins.isEmpty()) {
      notes.add(
          Note.of("A and its twin, the same kernel, differ by less than the limit everywhere"));
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

  /** Of what did not move for certain there is nothing to explain. */
  private List<Section> causes() {
    List<Section> sections = new ArrayList<>();
    document.figures().stream()
        .filter(row -> MOVED.contains(row.verdict()))
        .map(FigureRow::operation)
        .distinct()
        .forEach(operation -> causes(operation, sections));
    return sections;
  }

  /** Large parts stand first; the small ones are for files. */
  private void causes(String operation, List<Section> sections) {
    List<Cause> all =
        document.causes().stream().filter(row -> row.operation().equals(operation)).toList();
    List<Cause> large = all.stream().filter(ComparisonSections::isLarge).toList();
    if (large.isEmpty()) {
      return;
    }
    Table.Builder table =
        Table.of(
                Column.key("operation").forFiles(),
                Column.key("part"),
                Column.key("of").forFiles(),
                Column.amount("A"),
                Column.change("change (95 %)"),
                Column.share("share"))
            .shown(large.size());
    Stream.concat(large.stream(), all.stream().filter(row -> !isLarge(row)))
        .forEach(
            row -> {
              Double share = row.sharePercent();
              table.row(
                  Cell.text(operation),
                  Cell.text(row.function() == null ? row.part() : "  in " + row.function()),
                  Cell.text(row.function() == null ? "" : row.part()),
                  Cell.amount(row.aNs(), unit),
                  new Cell.Change(row.changeNs(), row.lowNs(), row.highNs(), unit),
                  share == null ? Cell.NONE : new Cell.Share(share / 100, null));
            });
    sections.add(
        Section.of(
            "causes",
            "why " + operation + " moved: the change of a request's mean by its parts",
            table.build()));
  }

  /** Where the whole change cannot be divided, functions alone, which changed for certain. */
  private static boolean isLarge(Cause row) {
    Double share = row.sharePercent();
    return share == null ? row.function() != null : Math.abs(share) >= SMALL_SHARE_PERCENT;
  }

  private Section procedure() {
    ComparisonDocument.Procedure how = document.procedure();
    return Section.notes(
        "procedure",
        "how it was judged",
        List.of(
            Note.of(
                String.format(
                    Locale.ROOT,
                    "%s; %s; limit %s %%; %d tests, each interval at %.2f %%, all together at 95"
                        + " %%%s",
                    how.design(),
                    how.clock(),
                    Units.amount(how.limitPercent(), Cell.Unit.NONE),
                    how.tests(),
                    how.confidencePercent(),
                    how.seed() == null ? "" : "; order by seed " + how.seed()))));
  }

  private static Cell change(Change change) {
    return new Cell.Change(
        change.percent(), change.lowPercent(), change.highPercent(), Cell.Unit.PERCENT);
  }

  /** What needs the reader's eye stands in capitals. */
  private static String loud(String verdict) {
    return verdict.equals("cannot tell") || verdict.equals("worse")
        ? verdict.toUpperCase(Locale.ROOT)
        : verdict.replace("changed, within the limit", "in limit");
  }
}
