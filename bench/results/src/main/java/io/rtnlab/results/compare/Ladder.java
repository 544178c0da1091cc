// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.compare.LadderDocument.ExactRow;
import io.rtnlab.results.compare.LadderDocument.FigureRow;
import io.rtnlab.results.compare.LadderDocument.Kernel;
import io.rtnlab.results.compare.LadderDocument.Step;
import io.rtnlab.results.statistics.Confidence;
import io.rtnlab.results.statistics.Interval;
import io.rtnlab.results.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Several kernels in order: each beside the last one before it that has the figure. A few boots
 * each say little of one kernel's spread; all kernels together say enough, so their spread is
 * pooled (Student's t), see {@link LadderSpread}.
 */
public final class Ladder {
  private final List<Arm> arms;
  private final double limit;
  private final boolean randomised;
  private final Set<String> operations = new LinkedHashSet<>();
  private final List<String> scattered = new ArrayList<>();
  private int tests;

  private Ladder(Subjects subjects, double limit) {
    arms = subjects.arms();
    this.limit = limit;
    randomised = subjects.design() != Design.UNRANDOMISED;
    for (Arm arm : arms) {
      for (MeasuredBoot boot : arm.boots()) {
        boot.run().ledger().forEach(row -> operations.add(row.operation()));
      }
    }
  }

  /**
   * Compares each arm with the one before it.
   *
   * @param limitPercent the change that matters in practice; null for that of the clock
   * @throws Incomparable where the arms ran different jobs or count different things
   * @throws DamagedRun where a run lacks what every run has
   */
  public static LadderDocument of(Subjects subjects, @Nullable Double limitPercent)
      throws DamagedRun {
    return WholeRuns.judged(subjects, () -> unchecked(subjects, limitPercent));
  }

  private static LadderDocument unchecked(Subjects subjects, @Nullable Double limitPercent) {
    Jobs.requireSame(subjects.arms());
    Clock clock = Clock.of(subjects.base().first().run());
    double percent = limitPercent == null ? clock.limitPercent() : limitPercent;
    return new Ladder(subjects, percent / 100).document(subjects, clock, percent);
  }

  private LadderDocument document(Subjects subjects, Clock clock, double limitPercent) {
    List<Kernel> kernels =
        arms.stream()
            .map(
                arm ->
                    new Kernel(
                        arm.name(),
                        arm.boots().size(),
                        arm.first().run().fingerprint().kernel().release(),
                        arm.first().run().fingerprint().kernel().buildId()))
            .toList();
    List<ExactRow> exact = exact();
    List<FigureRow> figures = figures();
    List<String> verdicts =
        figures.stream()
            .flatMap(row -> row.steps().stream())
            .filter(step -> step != null)
            .map(Step::verdict)
            .toList();
    boolean counted =
        exact.stream().anyMatch(row -> row.verdicts().contains(Verdict.WORSE.words()));
    Comparison.Outcome outcome =
        counted || verdicts.contains(Verdict.WORSE.words())
            ? Comparison.Outcome.WORSE
            : verdicts.isEmpty() || verdicts.contains(Verdict.CANNOT_TELL.words())
                ? Comparison.Outcome.CANNOT_TELL
                : verdicts.contains(Comparison.Rows.DESCRIBED)
                    ? Comparison.Outcome.CANNOT_TELL
                    : Comparison.Outcome.NO_WORSE;
    return new LadderDocument(
        LadderDocument.SCHEMA,
        outcome.words(),
        outcome.exitStatus(),
        headline(exact, figures, verdicts, limitPercent),
        limitPercent,
        clock.words(),
        kernels,
        exact,
        figures,
        new ComparisonDocument.Remarks(warnings(), List.of(), List.of(), notes(subjects)));
  }

  private List<String> notes(Subjects subjects) {
    List<String> notes = new ArrayList<>(subjects.notes());
    notes.addAll(scattered);
    return notes;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (int i = 1; i < arms.size(); i++) {
      Arm from = arms.get(i - 1);
      Arm to = arms.get(i);
      for (String difference : FingerprintDifferences.between(from, to)) {
        warnings.add(from.name() + " (A) and " + to.name() + " (B): " + difference);
      }
    }
    return warnings;
  }

  private List<ExactRow> exact() {
    Set<List<String>> names = new LinkedHashSet<>();
    arms.forEach(arm -> names.addAll(ExactCounts.names(arm)));
    List<ExactRow> rows = new ArrayList<>();
    for (List<String> name : names) {
      List<@Nullable Double> values = new ArrayList<>();
      arms.forEach(arm -> values.add(ExactCounts.value(arm, name)));
      if (values.stream().anyMatch(value -> value != null)) {
        List<@Nullable String> verdicts = new ArrayList<>();
        for (int i = 1; i < arms.size(); i++) {
          int from = before(i, values);
          verdicts.add(
              from < 0 ? null : ExactCounts.verdict(arms.get(from), arms.get(i), name, limit));
        }
        rows.add(new ExactRow(name.getFirst(), name.getLast(), values, verdicts));
      }
    }
    return rows;
  }

  /** The kernel that one is beside: the last before it that has the figure; -1 for none. */
  private static int before(int arm, List<@Nullable Double> values) {
    int before = values.get(arm) == null ? -1 : arm - 1;
    while (before >= 0 && values.get(before) == null) {
      before--;
    }
    return before;
  }

  private List<FigureRow> figures() {
    List<List<Figure>> kinds = List.of(Figure.HOLD, Figure.CPU);
    List<FigureSamples> samples = new ArrayList<>();
    for (String operation : operations) {
      for (List<Figure> kind : kinds) {
        FigureSamples figure = samples(operation, kind);
        if (figure != null) {
          samples.add(figure);
          tests += figure.steps();
        }
      }
    }
    return samples.stream().map(this::row).toList();
  }

  /** Logarithms by arm; an arm without the figure is empty. */
  private record FigureSamples(String operation, Figure figure, List<List<Double>> byArm) {
    int steps() {
      return (int) Math.max(0, byArm.stream().filter(values -> !values.isEmpty()).count() - 1);
    }
  }

  private @Nullable FigureSamples samples(String operation, List<Figure> kind) {
    for (Figure figure : kind) {
      List<List<Double>> byArm = new ArrayList<>();
      boolean any = false;
      boolean mixed = false;
      for (Arm arm : arms) {
        List<Double> values = new ArrayList<>();
        for (MeasuredBoot boot : arm.boots()) {
          RunDocument run = boot.run();
          OptionalDouble value = figure.of(run, operation);
          value.ifPresent(ns -> values.add(Math.log(ns)));
        }
        any |= !values.isEmpty();
        mixed |= !values.isEmpty() && values.size() < arm.boots().size();
        byArm.add(values);
      }
      if (any && !mixed) {
        return new FigureSamples(operation, figure, byArm);
      }
    }
    return null;
  }

  private FigureRow row(FigureSamples samples) {
    LadderSpread spread = LadderSpread.of(samples.byArm());
    if (!spread.unsteady().isEmpty()) {
      scattered.add(
          "%s's %s: boots of %s scatter more than those of the others, and are judged by that"
              .formatted(
                  samples.operation(),
                  word(samples.figure().words()),
                  spread.unsteady().stream()
                      .map(arm -> arms.get(arm).name())
                      .collect(Collectors.joining(", "))));
    }
    List<@Nullable Double> values = new ArrayList<>();
    for (List<Double> here : samples.byArm()) {
      values.add(here.isEmpty() ? null : (Double) Math.exp(Samples.median(doubles(here))));
    }
    List<@Nullable Step> steps = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      int from = before(i, values);
      steps.add(from < 0 ? null : step(samples, from, i, spread));
    }
    return new FigureRow(samples.operation(), samples.figure().words(), values, steps);
  }

  private Step step(FigureSamples samples, int from, int to, LadderSpread spread) {
    double change = mean(samples.byArm().get(to)) - mean(samples.byArm().get(from));
    LadderSpread.StandardError error = spread.ofDifference(from, to);
    if (error == null || !randomised) {
      return new Step(100 * Math.expm1(change), null, null, Comparison.Rows.DESCRIBED);
    }
    double quantile =
        TDistribution.of(error.degrees())
            .inverseSurvivalProbability((1 - Confidence.of(Math.max(1, tests))) / 2);
    double half = quantile * error.value();
    Interval interval = new Interval(change - half, change + half);
    return new Step(
        100 * Math.expm1(change),
        100 * Math.expm1(interval.low()),
        100 * Math.expm1(interval.high()),
        Verdict.of(interval, limit).words());
  }

  /** "own hold" of "own hold, median". */
  private static String word(String figure) {
    return figure.replaceFirst(",.*", "");
  }

  private static double mean(List<Double> values) {
    return Mean.of(doubles(values)).getAsDouble();
  }

  /** A step for the worse, in words. */
  private record Moved(double percent, String words) {}

  /** The largest first. */
  private List<Moved> moved(List<ExactRow> exact, List<FigureRow> figures) {
    List<Moved> moved = new ArrayList<>();
    for (ExactRow row : exact) {
      for (int i = 1; i < arms.size(); i++) {
        if (Verdict.WORSE.words().equals(row.verdicts().get(i - 1))) {
          int before = before(i, row.values());
          double from = Objects.requireNonNull(row.values().get(before));
          double to = Objects.requireNonNull(row.values().get(i));
          moved.add(
              new Moved(
                  from == 0 ? Double.POSITIVE_INFINITY : 100 * (to / from - 1),
                  "%s's %s a request %s to %s from %s to %s"
                      .formatted(
                          row.operation(),
                          row.count(),
                          Counts.words(from),
                          Counts.words(to),
                          arms.get(before).name(),
                          arms.get(i).name())));
        }
      }
    }
    for (FigureRow row : figures) {
      for (int i = 1; i < arms.size(); i++) {
        Step step = row.steps().get(i - 1);
        if (step != null && step.verdict().equals(Verdict.WORSE.words())) {
          moved.add(
              new Moved(
                  step.percent(),
                  String.format(
                      Locale.ROOT,
                      "%s's %s %+.0f %% from %s to %s",
                      row.operation(),
                      word(row.figure()),
                      step.percent(),
                      arms.get(before(i, row.valuesNs())).name(),
                      arms.get(i).name())));
        }
      }
    }
    moved.sort(Comparator.comparingDouble(Moved::percent).reversed());
    return moved;
  }

  private String headline(
      List<ExactRow> exact, List<FigureRow> figures, List<String> verdicts, double limitPercent) {
    List<Moved> moved = moved(exact, figures);
    if (!moved.isEmpty()) {
      int more = moved.size() - 2;
      return moved.stream().limit(2).map(Moved::words).collect(Collectors.joining("; "))
          + (more <= 0
              ? ""
              : "; " + more + (more == 1 ? " more step" : " more steps") + " for the worse");
    }
    long undecided = verdicts.stream().filter(Verdict.CANNOT_TELL.words()::equals).count();
    if (undecided > 0) {
      return "CANNOT TELL: " + undecided + " of " + verdicts.size() + " steps; more boots would do";
    }
    return verdicts.contains(Comparison.Rows.DESCRIBED) || verdicts.isEmpty()
        ? "CANNOT TELL: "
            + (randomised
                ? "one boot of each kernel is no sample"
                : "the boots are not in random order")
        : "no worse: no step of more than " + Counts.words(limitPercent) + " % for the worse";
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
