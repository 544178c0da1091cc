// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many replicates an interval needs to come clear of the limit, judged by the spread and the
 * estimate at hand. These are uncertain themselves, after six replicates by half: so many as would
 * decide 97 times in 100, were they true, decide four times in five (FalseAlarmsTest). An
 * approximation, with the efficiency of the rank tests at a normal distribution (3/π).
 */
public final class RequiredBoots {
  /** More than is ever booted. */
  public static final int MOST = 1000;

  private static final int ROUNDS = 12;
  private static final double POWER = 0.97;
  private static final double EFFICIENCY = 3 / Math.PI;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private RequiredBoots() {}

  /**
   * Blocks or boots in each arm.
   *
   * @param estimate with the deviation of one replicate's difference
   * @param limit as a share, such as 0.03
   * @param fewest that give an interval at all
   * @return empty where more than {@link #MOST} would be needed, or nothing is known of the spread
   */
  public static OptionalInt of(Estimate estimate, double limit, int fewest) {
    double nearest =
        Math.min(
            Math.abs(estimate.value() - Math.log1p(limit)),
            Math.abs(estimate.value() - Math.log1p(-limit)));
    double inDeviations = estimate.deviation() / nearest;
    double risk = (1 - estimate.confidence()) / 2;
    double needed = Math.pow(quantiles(NORMAL, risk) * inDeviations, 2) / EFFICIENCY;
    // Few replicates know their own spread badly: Student's quantiles, which depend on the answer.
    for (int round = 0; round < ROUNDS && needed <= MOST; round++) {
      TDistribution student = TDistribution.of(Math.max(2, needed - 1));
      needed = (needed + Math.pow(quantiles(student, risk) * inDeviations, 2) / EFFICIENCY) / 2;
    }
    if (!(needed <= MOST)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Math.max(fewest, (int) Math.ceil(needed)));
  }

  private static double quantiles(ContinuousDistribution distribution, double risk) {
    return distribution.inverseSurvivalProbability(risk)
        + distribution.inverseSurvivalProbability(1 - POWER);
  }
}
