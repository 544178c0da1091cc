// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Whether the boots of one kernel lie further apart than those of another: the distances from the
 * own median, by a one-sided rank-sum test (as Brown and Forsythe's, by ranks).
 */
public final class Unsteadiness {
  private static final MannWhitneyUTest GREATER =
      MannWhitneyUTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);

  private Unsteadiness() {}

  /**
   * The p-value of "{@code b} is no unsteadier than {@code a}".
   *
   * @param a values, at least two
   * @param b values, at least two
   */
  public static double pValue(double[] a, double[] b) {
    return GREATER.test(distances(b), distances(a)).getPValue();
  }

  private static double[] distances(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double median = Sorted.median(sorted);
    double[] distances = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
    if (values.length % 2 == 1) {
      // The middle value is at distance 0 from itself in any sample: leave it out.
      Arrays.sort(distances);
      return Arrays.copyOfRange(distances, 1, distances.length);
    }
    return distances;
  }
}
