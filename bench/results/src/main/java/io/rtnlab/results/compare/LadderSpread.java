// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How far boots of one kernel lie apart, from the boots of all kernels together. A kernel whose
 * variance is too large for that of the others (F test, all kernels at 5 %) has its own: it would
 * hide what the others show, and theirs would make its chance a finding.
 */
final class LadderSpread {
  private static final double ERROR = 0.05;

  private final List<List<Double>> byArm;
  private final Set<Integer> unsteady = new TreeSet<>();

  private LadderSpread(List<List<Double>> byArm) {
    this.byArm = byArm;
  }

  /** A standard error, and its degrees of freedom. */
  record StandardError(double value, double degrees) {}

  /** A sum of squares, and its degrees of freedom. */
  private record Squares(double sum, int degrees) {
    double variance() {
      return sum / degrees;
    }
  }

  /**
   * Finds the kernels that scatter more, the most scattered first.
   *
   * @param byArm logarithms of one figure, by kernel
   */
  static LadderSpread of(List<List<Double>> byArm) {
    LadderSpread spread = new LadderSpread(byArm);
    int largest = spread.largest();
    while (largest >= 0 && spread.isTooLarge(largest)) {
      spread.unsteady.add(largest);
      largest = spread.largest();
    }
    return spread;
  }

  /** Indexes of kernels that have a spread of their own. */
  List<Integer> unsteady() {
    return List.copyOf(unsteady);
  }

  /** That of the difference of two kernels' means; null where no kernel has two boots. */
  @Nullable StandardError ofDifference(int from, int to) {
    int fromBoots = byArm.get(from).size();
    int toBoots = byArm.get(to).size();
    if (!unsteady.contains(from) && !unsteady.contains(to)) {
      Squares pooled = pooled(-1);
      return pooled.degrees() == 0
          ? null
          : new StandardError(
              Math.sqrt(pooled.variance() * (1.0 / fromBoots + 1.0 / toBoots)), pooled.degrees());
    }
    // Welch and Satterthwaite.
    Squares a = unsteady.contains(from) ? squares(from) : pooled(-1);
    Squares b = unsteady.contains(to) ? squares(to) : pooled(-1);
    double ofA = a.variance() / fromBoots;
    double ofB = b.variance() / toBoots;
    double degrees =
        Math.pow(ofA + ofB, 2) / (Math.pow(ofA, 2) / a.degrees() + Math.pow(ofB, 2) / b.degrees());
    return new StandardError(Math.sqrt(ofA + ofB), degrees);
  }

  /**
   * Of the steady kernels, the one with the largest variance; -1 where fewer than three are left.
   */
  private int largest() {
    List<Integer> steady = new ArrayList<>();
    for (int i = 0; i < byArm.size(); i++) {
      if (!unsteady.contains(i) && byArm.get(i).size() > 1) {
        steady.add(i);
      }
    }
    return steady.size() < 3
        ? -1
        : steady.stream()
            .max((a, b) -> Double.compare(squares(a).variance(), squares(b).variance()))
            .orElse(-1);
  }

  private boolean isTooLarge(int arm) {
    Squares own = squares(arm);
    Squares others = pooled(arm);
    if (own.sum() == 0) {
      return false;
    }
    double ratio =
        others.sum() == 0 ? Double.POSITIVE_INFINITY : own.variance() / others.variance();
    return ratio
        > FDistribution.of(own.degrees(), others.degrees())
            .inverseSurvivalProbability(ERROR / byArm.size());
  }

  private Squares squares(int arm) {
    double[] values = byArm.get(arm).stream().mapToDouble(Double::doubleValue).toArray();
    int degrees = values.length - 1;
    return new Squares(
        degrees < 1 ? 0 : Variance.of(values).getAsDouble() * degrees, Math.max(0, degrees));
  }

  /** All steady kernels but one. */
  private Squares pooled(int without) {
    double sum = 0;
    int degrees = 0;
    for (int i = 0; i < byArm.size(); i++) {
      if (i != without && !unsteady.contains(i)) {
        Squares one = squares(i);
        sum += one.sum();
        degrees += one.degrees();
      }
    }
    return new Squares(sum, degrees);
  }
}
