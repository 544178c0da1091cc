// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.lab.bisect.BisectPlan.Ends;
import java.util.List;

/**
 * Where a commit lies between the two ends. The outer thirds are answers, the middle third is none:
 * what lies there is neither, and git had better skip it.
 */
public enum Position {
  GOOD,
  BAD,
  MIDDLE,
  /** Too near a boundary for the boots so far. */
  UNCLEAR;

  /** Ends nearer to each other than this cannot be distinguished by a single boot. */
  static final double SEPARATED_DEVIATIONS = 6;

  /** So far from a boundary, a mean does not cross it by chance. */
  private static final double CLEAR_DEVIATIONS = 3;

  /**
   * Of the boots so far.
   *
   * @param logarithms the figure in each, at least one
   * @param last whether no further boot will follow, so that an answer is due
   */
  static Position of(Ends ends, List<Double> logarithms, boolean last) {
    double mean = logarithms.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double distance = ends.bad() - ends.good();
    double position = (mean - ends.good()) / distance;
    double error = ends.deviation() / Math.sqrt(logarithms.size()) / Math.abs(distance);
    double toBoundary = Math.min(Math.abs(position - 1.0 / 3), Math.abs(position - 2.0 / 3));
    if (!last && toBoundary < CLEAR_DEVIATIONS * error) {
      return UNCLEAR;
    }
    return position < 1.0 / 3 ? GOOD : position > 2.0 / 3 ? BAD : MIDDLE;
  }

  /** How many standard deviations lie between the ends. */
  static double separation(double good, double bad, double deviation) {
    double distance = Math.abs(bad - good);
    return distance == 0 ? 0 : distance / deviation;
  }
}
