// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.statistics.Estimate;
import io.rtnlab.results.statistics.RankSum;
import io.rtnlab.results.statistics.SignedRank;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Variance;
import org.jspecify.annotations.Nullable;

/** One quantity of all boots, ready for a test: paired by block, or as two samples. */
final class Samples {
  private final double[] a;
  private final double[] b;

  /** Within blocks, of B and the mean of A and its twin; empty unless in blocks. */
  private final double[] differences;

  /** Within blocks, of the twin and A; empty unless in blocks with a twin. */
  private final double[] twinDifferences;

  private Samples(double[] a, double[] b, double[] differences, double[] twinDifferences) {
    this.a = a;
    this.b = b;
    this.differences = differences;
    this.twinDifferences = twinDifferences;
  }

  /**
   * Boots in complete blocks.
   *
   * @param a of A's boot in each block
   * @param twin of its twin's; empty where there is none
   * @param b of B's
   */
  static Samples inBlocks(double[] a, double[] twin, double[] b) {
    double[] differences = new double[a.length];
    double[] twinDifferences = new double[twin.length];
    for (int block = 0; block < a.length; block++) {
      double base = twin.length == 0 ? a[block] : (a[block] + twin[block]) / 2;
      differences[block] = b[block] - base;
    }
    for (int block = 0; block < twin.length; block++) {
      twinDifferences[block] = twin[block] - a[block];
    }
    return new Samples(a.clone(), b.clone(), differences, twinDifferences);
  }

  /** Boots that are independent of one another. */
  static Samples independent(double[] a, double[] b) {
    return new Samples(a.clone(), b.clone(), new double[0], new double[0]);
  }

  /** Of each boot of A. */
  double[] a() {
    return a.clone();
  }

  /** Of each boot of B. */
  double[] b() {
    return b.clone();
  }

  /**
   * Collects it.
   *
   * @param quantity of one boot; empty where that boot cannot carry it
   * @return null where no boot of A or none of B carries it
   */
  static @Nullable Samples of(Subjects pair, Function<RunDocument, OptionalDouble> quantity) {
    Arm a = pair.base();
    Arm b = pair.arms().getLast();
    Arm twin = pair.twin();
    double[] ofA = values(a, quantity);
    double[] ofB = values(b, quantity);
    if (ofA.length == 0 || ofB.length == 0) {
      return null;
    }
    List<Double> differences = new ArrayList<>();
    List<Double> twinDifferences = new ArrayList<>();
    if (pair.design() == Design.BLOCKS) {
      for (MeasuredBoot boot : b.boots()) {
        OptionalDouble inB = quantity.apply(boot.run());
        OptionalDouble inA = inBlock(a, boot.block(), quantity);
        if (inB.isEmpty() || inA.isEmpty()) {
          continue;
        }
        if (twin == null) {
          differences.add(inB.getAsDouble() - inA.getAsDouble());
          continue;
        }
        OptionalDouble inTwin = inBlock(twin, boot.block(), quantity);
        if (inTwin.isPresent()) {
          differences.add(inB.getAsDouble() - (inA.getAsDouble() + inTwin.getAsDouble()) / 2);
        }
      }
      if (twin != null) {
        for (MeasuredBoot boot : twin.boots()) {
          OptionalDouble inTwin = quantity.apply(boot.run());
          OptionalDouble inA = inBlock(a, boot.block(), quantity);
          if (inTwin.isPresent() && inA.isPresent()) {
            twinDifferences.add(inTwin.getAsDouble() - inA.getAsDouble());
          }
        }
      }
    }
    return new Samples(ofA, ofB, doubles(differences), doubles(twinDifferences));
  }

  /** B against A; in blocks where there are differences within blocks. */
  Estimate change(double confidence) {
    return differences.length > 0
        ? SignedRank.estimate(differences, confidence)
        : RankSum.estimate(a, b, confidence);
  }

  /** The twin against A; null where there is none. */
  @Nullable Estimate twinChange(double confidence) {
    return twinDifferences.length == 0 ? null : SignedRank.estimate(twinDifferences, confidence);
  }

  /** The fewest boots with which so many tests can decide anything. */
  int fewest(int tests) {
    return differences.length > 0 ? SignedRank.blocksNeeded(tests) : RankSum.bootsNeeded(tests);
  }

  /** How far A's boots lie apart, drift between blocks left out where a twin shows it. */
  double spreadOfA() {
    return twinDifferences.length > 1 ? deviation(twinDifferences) / Math.sqrt(2) : deviation(a);
  }

  static double deviation(double[] values) {
    return values.length < 2 ? Double.NaN : Math.sqrt(Variance.of(values).getAsDouble());
  }

  static double median(double[] values) {
    return Median.withDefaults().evaluate(values);
  }

  private static OptionalDouble inBlock(
      Arm arm, int block, Function<RunDocument, OptionalDouble> quantity) {
    return arm.ofBlock(block)
        .map(boot -> quantity.apply(boot.run()))
        .orElse(OptionalDouble.empty());
  }

  private static double[] values(Arm arm, Function<RunDocument, OptionalDouble> quantity) {
    return arm.boots().stream()
        .map(boot -> quantity.apply(boot.run()))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
