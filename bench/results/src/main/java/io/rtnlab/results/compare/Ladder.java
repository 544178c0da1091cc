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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Several kernels in order: the ratio of neighbours. A few boots each say little of one kernel's
 * spread; all kernels together say enough, so their spread is pooled (Student's t).
 */
public final class Ladder {
  private final List<Arm> arms;
  private final double limit;
  private final boolean randomised;
  private final Set<String> operations = new LinkedHashSet<>();
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
            .map(step -> step == null ? "" : step.verdict())
            .toList();
    Comparison.Outcome outcome =
        verdicts.contains(Verdict.WORSE.words())
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
        headline(figures, verdicts, limitPercent),
        limitPercent,
        clock.words(),
        kernels,
        exact,
        figures,
        new ComparisonDocument.Remarks(warnings(), List.of(), List.of(), subjects.notes()));
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
        rows.add(new ExactRow(name.getFirst(), name.getLast(), values));
      }
    }
    return rows;
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
      int steps = 0;
      for (int i = 1; i < byArm.size(); i++) {
        steps += byArm.get(i - 1).isEmpty() || byArm.get(i).isEmpty() ? 0 : 1;
      }
      return steps;
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
    double squares = 0;
    int degrees = 0;
    for (List<Double> values : samples.byArm()) {
      if (values.size() > 1) {
        squares += Variance.of(doubles(values)).getAsDouble() * (values.size() - 1);
        degrees += values.size() - 1;
      }
    }
    List<@Nullable Double> values = new ArrayList<>();
    List<@Nullable Step> steps = new ArrayList<>();
    for (int i = 0; i < samples.byArm().size(); i++) {
      List<Double> here = samples.byArm().get(i);
      values.add(here.isEmpty() ? null : (Double) Math.exp(Samples.median(doubles(here))));
      if (i > 0) {
        steps.add(step(samples.byArm().get(i - 1), here, squares, degrees));
      }
    }
    return new FigureRow(samples.operation(), samples.figure().words(), values, steps);
  }

  private @Nullable Step step(List<Double> from, List<Double> to, double squares, int degrees) {
    if (from.isEmpty() || to.isEmpty()) {
      return null;
    }
    double change = Mean.of(doubles(to)).getAsDouble() - Mean.of(doubles(from)).getAsDouble();
    if (degrees == 0 || !randomised) {
      return new Step(100 * Math.expm1(change), null, null, Comparison.Rows.DESCRIBED);
    }
    double quantile =
        TDistribution.of(degrees)
            .inverseSurvivalProbability((1 - Confidence.of(Math.max(1, tests))) / 2);
    double half = quantile * Math.sqrt(squares / degrees * (1.0 / from.size() + 1.0 / to.size()));
    Interval interval = new Interval(change - half, change + half);
    return new Step(
        100 * Math.expm1(change),
        100 * Math.expm1(interval.low()),
        100 * Math.expm1(interval.high()),
        Verdict.of(interval, limit).words());
  }

  private String headline(List<FigureRow> figures, List<String> verdicts, double limitPercent) {
    List<String> moved = new ArrayList<>();
    for (FigureRow row : figures) {
      for (int i = 0; i < row.steps().size(); i++) {
        Step step = row.steps().get(i);
        if (step != null && step.verdict().equals(Verdict.WORSE.words())) {
          moved.add(
              String.format(
                  Locale.ROOT,
                  "%s%s %+.0f %% from %s to %s",
                  row.operation(),
                  row.figure().startsWith("own hold") ? "'s own hold" : "",
                  step.percent(),
                  arms.get(i).name(),
                  arms.get(i + 1).name()));
        }
      }
    }
    if (!moved.isEmpty()) {
      return String.join("; ", moved.subList(0, Math.min(2, moved.size())))
          + (moved.size() > 2 ? "; " + (moved.size() - 2) + " more steps for the worse" : "");
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
