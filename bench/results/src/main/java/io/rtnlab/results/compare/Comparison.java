// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Fingerprint;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.compare.ComparisonDocument.Change;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.statistics.Confidence;
import io.rtnlab.results.statistics.Estimate;
import io.rtnlab.results.statistics.Interval;
import io.rtnlab.results.statistics.Unsteadiness;
import io.rtnlab.results.statistics.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kernel B against kernel A: one procedure from the boots to the verdict. */
public final class Comparison {
  /** B is called unsteadier where it spreads at least twice as far, and not by chance. */
  private static final double UNSTEADIER = 2;

  private final Subjects subjects;
  private final double limit;
  private final int comparisons;
  private final Clock clock;
  private final List<String> findings = new ArrayList<>();

  private Comparison(Subjects subjects, double limitPercent, int comparisons) {
    this.comparisons = comparisons;
    this.subjects = subjects;
    clock = Clock.of(subjects.base().first().run());
    limit = limitPercent / 100;
  }

  /**
   * Compares the last arm with the first.
   *
   * @param limitPercent the change that matters in practice; null for that of the clock
   * @throws Incomparable where the arms ran different jobs or count different things
   * @throws DamagedRun where a run lacks what every run has
   */
  public static ComparisonDocument of(Subjects subjects, @Nullable Double limitPercent)
      throws DamagedRun {
    return of(subjects, limitPercent, 1);
  }

  /**
   * One of several comparisons, all of which are to hold together.
   *
   * @param comparisons how many there are
   */
  public static ComparisonDocument of(
      Subjects subjects, @Nullable Double limitPercent, int comparisons) throws DamagedRun {
    return WholeRuns.judged(subjects, () -> unchecked(subjects, limitPercent, comparisons));
  }

  /** The same of runs that are known to be whole. */
  static ComparisonDocument unchecked(
      Subjects subjects, @Nullable Double limitPercent, int comparisons) {
    List<Arm> arms = new ArrayList<>(subjects.arms());
    if (subjects.twin() != null) {
      arms.add(subjects.twin());
    }
    Jobs.requireSame(arms);
    double limit =
        limitPercent == null
            ? Clock.of(subjects.base().first().run()).limitPercent()
            : limitPercent;
    return new Comparison(subjects, limit, comparisons).document();
  }

  /** A figure of an operation that is to be judged or described. */
  private record Primary(String operation, Figure figure, Samples logarithms, boolean erratic) {}

  private ComparisonDocument document() {
    Arm a = subjects.base();
    Arm b = subjects.arms().getLast();
    List<Primary> primaries = primaries();
    boolean judging = subjects.design() != Design.UNRANDOMISED;
    int tests =
        comparisons
            * Math.max(1, (int) primaries.stream().filter(primary -> !primary.erratic).count());
    double confidence = Confidence.of(tests);
    List<FigureRow> figures = new ArrayList<>();
    for (Primary primary : primaries) {
      figures.add(judged(primary, confidence, tests, judging));
    }
    for (String operation : operations()) {
      Samples tail = logarithms(operation, Figure.SERVICE_P99);
      if (tail != null && !clock.countsInstructions()) {
        figures.add(described(operation, Figure.SERVICE_P99, tail));
      }
    }
    List<ComparisonDocument.Exact> exact = ExactCounts.of(a, subjects.twin(), b, limit);
    List<ComparisonDocument.Cause> causes = new ArrayList<>();
    operations().forEach(operation -> causes.addAll(Causes.of(subjects, operation)));
    Outcome outcome = Outcome.of(exact, figures);
    ComparisonDocument.Remarks remarks =
        new ComparisonDocument.Remarks(
            warnings(a, b), findings, Advice.of(subjects, figures, limit), notes(a, b));
    return new ComparisonDocument(
        ComparisonDocument.SCHEMA,
        outcome.words(),
        outcome.exitStatus(),
        Headline.of(outcome, exact, figures, causes, 100 * limit, subjects),
        new ComparisonDocument.Procedure(
            subjects.design().words(),
            clock.words(),
            100 * limit,
            tests,
            100 * confidence,
            subjects.seed()),
        summaries(),
        exact,
        figures,
        causes,
        remarks);
  }

  /** How the folders were read, and how to see the difference by kernel function. */
  private List<String> notes(Arm a, Arm b) {
    List<String> notes = new ArrayList<>(subjects.notes());
    Path before = a.first().folder();
    Path after = b.first().folder();
    if (!hasEvents(before) || !hasEvents(after)) {
      return notes;
    }
    if (clock.countsInstructions() && !(hasSamples(before) && hasSamples(after))) {
      notes.add(
          "flame graphs of the difference: on one CPU of CPU time alone, which needs"
              + " run --flame in the job");
    } else {
      notes.add(
          "flame graphs of the difference: rtnlab flame "
              + after
              + " --against "
              + before
              + " --out FOLDER");
    }
    return notes;
  }

  private static boolean hasEvents(Path run) {
    return Files.isRegularFile(run.resolve("events.bin"));
  }

  private static boolean hasSamples(Path run) {
    return Files.isRegularFile(run.resolve("cpu.jfr"));
  }

  /** What becomes of all rows together. */
  enum Outcome {
    NO_WORSE("no worse", ComparisonDocument.NO_WORSE),
    WORSE("worse", ComparisonDocument.WORSE),
    CANNOT_TELL("cannot tell", ComparisonDocument.CANNOT_TELL);

    private final String words;
    private final int exitStatus;

    Outcome(String words, int exitStatus) {
      this.words = words;
      this.exitStatus = exitStatus;
    }

    String words() {
      return words;
    }

    int exitStatus() {
      return exitStatus;
    }

    /**
     * Any row that is worse decides; then any that cannot be decided; nothing judged is not good.
     */
    static Outcome of(List<ComparisonDocument.Exact> exact, List<FigureRow> figures) {
      List<String> verdicts =
          Stream.concat(
                  exact.stream().map(ComparisonDocument.Exact::verdict),
                  figures.stream().map(FigureRow::verdict))
              .toList();
      if (verdicts.contains(Verdict.WORSE.words())) {
        return WORSE;
      }
      boolean judged =
          figures.stream()
              .map(FigureRow::verdict)
              .anyMatch(
                  verdict -> !verdict.equals(Rows.ERRATIC) && !verdict.equals(Rows.DESCRIBED));
      return judged && !verdicts.contains(Verdict.CANNOT_TELL.words()) ? NO_WORSE : CANNOT_TELL;
    }
  }

  private List<Primary> primaries() {
    List<Primary> primaries = new ArrayList<>();
    for (String operation : operations()) {
      for (List<Figure> kinds : List.of(Figure.HOLD, Figure.CPU)) {
        Figure figure = firstInAllBoots(operation, kinds);
        Samples logarithms = figure == null ? null : logarithms(operation, figure);
        if (figure != null && logarithms != null) {
          primaries.add(
              new Primary(operation, figure, logarithms, Judgement.isErratic(logarithms, limit)));
        }
      }
    }
    return primaries;
  }

  /** Medians are not compared with means: the best figure that every boot has. */
  private @Nullable Figure firstInAllBoots(String operation, List<Figure> kinds) {
    for (Figure figure : kinds) {
      boolean everywhere =
          subjects.arms().stream()
              .flatMap(arm -> arm.boots().stream())
              .allMatch(boot -> figure.of(boot.run(), operation).isPresent());
      if (everywhere) {
        return figure;
      }
    }
    return null;
  }

  private @Nullable Samples logarithms(String operation, Figure figure) {
    return Samples.of(
        subjects,
        run -> {
          OptionalDouble value = figure.of(run, operation);
          return value.isPresent()
              ? OptionalDouble.of(Math.log(value.getAsDouble()))
              : OptionalDouble.empty();
        });
  }

  private Set<String> operations() {
    Set<String> names = new LinkedHashSet<>();
    for (Arm arm : subjects.arms()) {
      for (MeasuredBoot boot : arm.boots()) {
        boot.run().ledger().forEach(row -> names.add(row.operation()));
      }
    }
    return names;
  }

  private FigureRow judged(Primary primary, double confidence, int tests, boolean judging) {
    if (!judging || primary.erratic) {
      FigureRow row = described(primary.operation, primary.figure, primary.logarithms);
      return judging ? Rows.withVerdict(row, Rows.ERRATIC) : row;
    }
    unsteadiness(primary, confidence);
    return Rows.of(
        primary.operation,
        primary.figure,
        primary.logarithms,
        Judgement.of(primary.logarithms, tests, limit));
  }

  private FigureRow described(String operation, Figure figure, Samples logarithms) {
    Estimate change = logarithms.change(Confidence.of(1));
    return Rows.of(
        operation,
        figure,
        logarithms,
        new Judgement(
            Rows.DESCRIBED,
            new Estimate(change.value(), null, 0, change.pValue(), change.deviation()),
            null,
            null));
  }

  private void unsteadiness(Primary primary, double confidence) {
    double[] a = primary.logarithms.a();
    double[] b = primary.logarithms.b();
    if (Math.min(a.length, b.length) < 4) {
      return;
    }
    double ratio = Samples.deviation(b) / Samples.deviation(a);
    if (ratio >= UNSTEADIER && Unsteadiness.pValue(a, b) < 1 - confidence) {
      findings.add(
          String.format(
              Locale.ROOT,
              "%s (%s) is unsteadier on B: its boots vary by %.1f %%, A's by %.1f %%",
              primary.operation,
              primary.figure.words(),
              100 * Samples.deviation(b),
              100 * Samples.deviation(a)));
    }
  }

  private List<String> warnings(Arm a, Arm b) {
    List<String> warnings = new ArrayList<>(FingerprintDifferences.between(a, b));
    if (a.first()
        .run()
        .fingerprint()
        .kernel()
        .buildId()
        .equals(b.first().run().fingerprint().kernel().buildId())) {
      findings.add("A and B are the same kernel, by its build id");
    }
    if (clock == Clock.EMULATED) {
      warnings.add(
          "executed by software emulation: a change is real, its size is the emulator's; use"
              + " rtnlab matrix --clock instructions");
    }
    return warnings;
  }

  private List<ComparisonDocument.ArmSummary> summaries() {
    List<ComparisonDocument.ArmSummary> summaries = new ArrayList<>();
    summaries.add(summary("A", subjects.base()));
    if (subjects.twin() != null) {
      summaries.add(summary("A'", subjects.twin()));
    }
    summaries.add(summary("B", subjects.arms().getLast()));
    return summaries;
  }

  private static ComparisonDocument.ArmSummary summary(String role, Arm arm) {
    RunDocument run = arm.first().run();
    Fingerprint fingerprint = run.fingerprint();
    return new ComparisonDocument.ArmSummary(
        role,
        arm.name(),
        arm.boots().size(),
        fingerprint.kernel().release(),
        fingerprint.kernel().version(),
        fingerprint.kernel().buildId(),
        run.probe().name(),
        fingerprint.machine().cpus()
            + " x "
            + fingerprint.machine().cpuModel()
            + ", "
            + fingerprint.machine().accelerator(),
        fingerprint.jdk(),
        run.settings().arguments());
  }

  /** Rows from estimates. */
  static final class Rows {
    static final String ERRATIC = "erratic";
    static final String DESCRIBED = "described";

    private Rows() {}

    static FigureRow of(String operation, Figure figure, Samples logarithms, Judgement judgement) {
      Estimate twin = judgement.twin();
      return new FigureRow(
          operation,
          figure.words(),
          Math.exp(Samples.median(logarithms.a())),
          Math.exp(Samples.median(logarithms.b())),
          percentOrNull(Samples.deviation(logarithms.a())),
          percentOrNull(Samples.deviation(logarithms.b())),
          change(judgement.change()),
          twin == null ? null : change(twin),
          judgement.verdict(),
          judgement.bootsNeeded());
    }

    static FigureRow withVerdict(FigureRow row, String verdict) {
      return new FigureRow(
          row.operation(),
          row.figure(),
          row.aNs(),
          row.bNs(),
          row.aSpreadPercent(),
          row.bSpreadPercent(),
          row.change(),
          row.twin(),
          verdict,
          row.bootsNeeded());
    }

    private static Change change(Estimate logarithm) {
      Interval interval = logarithm.interval();
      return new Change(
          100 * Math.expm1(logarithm.value()),
          interval == null ? null : (Double) (100 * Math.expm1(interval.low())),
          interval == null ? null : (Double) (100 * Math.expm1(interval.high())),
          logarithm.pValue());
    }

    private static @Nullable Double percentOrNull(double deviation) {
      return Double.isNaN(deviation) ? null : (Double) (100 * deviation);
    }
  }
}
