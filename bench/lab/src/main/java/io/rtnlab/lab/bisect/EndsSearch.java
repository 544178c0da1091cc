// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.lab.bisect.BisectPlan.Ends;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.compare.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Which figure of which operation separates the good end from the bad one best. */
final class EndsSearch {
  /** Boots that agree to the last digit still differ by chance in the next one. */
  private static final double LEAST_DEVIATION = 1e-4;

  private EndsSearch() {}

  /**
   * The figure with the most standard deviations between the ends.
   *
   * @param good runs of the good end, at least two
   * @param bad runs of the bad end, at least two
   * @param only operation to look at; null for any
   * @return null where no figure is in all runs
   */
  static @Nullable Ends of(List<RunDocument> good, List<RunDocument> bad, @Nullable String only) {
    Ends best = null;
    double most = -1;
    for (LedgerDocument.LedgerRow row : good.getFirst().ledger()) {
      if (only != null && !row.operation().equals(only)) {
        continue;
      }
      for (Figure figure : Figure.JUDGED) {
        Ends ends = ends(good, bad, row.operation(), figure);
        if (ends == null) {
          continue;
        }
        double separation = Position.separation(ends.good(), ends.bad(), ends.deviation());
        if (separation > most) {
          most = separation;
          best = ends;
        }
      }
    }
    return best;
  }

  /** The figure's logarithm in a run; empty where it is not there. */
  static OptionalDouble logarithm(RunDocument run, String operation, Figure figure) {
    OptionalDouble value = figure.of(run, operation);
    return value.isPresent()
        ? OptionalDouble.of(Math.log(value.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static @Nullable Ends ends(
      List<RunDocument> good, List<RunDocument> bad, String operation, Figure figure) {
    List<Double> ofGood = logarithms(good, operation, figure);
    List<Double> ofBad = logarithms(bad, operation, figure);
    if (ofGood.size() < good.size() || ofBad.size() < bad.size()) {
      return null;
    }
    double squares = squares(ofGood) + squares(ofBad);
    int degrees = ofGood.size() + ofBad.size() - 2;
    return new Ends(
        operation,
        figure.name(),
        mean(ofGood),
        mean(ofBad),
        Math.max(LEAST_DEVIATION, Math.sqrt(squares / Math.max(1, degrees))));
  }

  private static List<Double> logarithms(List<RunDocument> runs, String operation, Figure figure) {
    List<Double> values = new ArrayList<>();
    for (RunDocument run : runs) {
      logarithm(run, operation, figure).ifPresent(values::add);
    }
    return values;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double squares(List<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
  }
}
