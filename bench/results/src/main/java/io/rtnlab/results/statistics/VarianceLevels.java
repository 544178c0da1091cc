// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * The variance of a figure's logarithm by the level at which it arises, by the method of moments of
 * a nested design. A level whose estimate comes out below zero has 0.
 *
 * @param boot between boots of one kernel, that of runs in them taken away; where no boot has two
 *     runs, both together
 * @param run between runs in one boot; 0 where no boot has two
 * @param request of one run's figure, because a run has only so many requests
 */
public record VarianceLevels(double boot, double run, double request) {
  /**
   * One boot of one kernel.
   *
   * @param values the logarithm of the figure in each run of this boot, at least one
   * @param requestVariance of one value, as the spread of its requests gives it; 0 where unknown
   */
  @SuppressWarnings("ArrayRecordComponent") // read by the statistics library as it is
  public record Boot(double[] values, double requestVariance) {}

  /**
   * Takes the variance apart.
   *
   * @param boots of one kernel, at least two
   */
  public static VarianceLevels of(List<Boot> boots) {
    double request = boots.stream().mapToDouble(Boot::requestVariance).average().orElse(0);
    double squares = 0;
    int degrees = 0;
    int runs = 0;
    for (Boot boot : boots) {
      runs += boot.values().length;
      if (boot.values().length > 1) {
        int freedom = boot.values().length - 1;
        squares += Variance.of(boot.values()).getAsDouble() * freedom;
        degrees += freedom;
      }
    }
    double within = degrees == 0 ? request : squares / degrees;
    double[] means =
        boots.stream().mapToDouble(boot -> Mean.of(boot.values()).getAsDouble()).toArray();
    double between = means.length < 2 ? 0 : Variance.of(means).getAsDouble();
    double runsEach = (double) runs / boots.size();
    return new VarianceLevels(
        Math.max(0, between - within / runsEach), Math.max(0, within - request), request);
  }
}
