// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How one implementation did one work: per unit, over all rounds.
 *
 * @param cpuRatio CPU time divided by plain C's in the same round
 */
record Result(
    Work work,
    String implementation,
    int rounds,
    Spread cpuNs,
    Spread wallNs,
    Spread allocatedBytes,
    Spread cpuRatio) {

  static Result of(Work work, String implementation, Cost[] own, Cost[] plainC) {
    double[] ratios = new double[own.length];
    for (int round = 0; round < own.length; round++) {
      ratios[round] = own[round].cpuNs() / plainC[round].cpuNs();
    }
    return new Result(
        work,
        implementation,
        own.length,
        spread(own, Cost::cpuNs),
        spread(own, Cost::wallNs),
        spread(own, Cost::allocatedBytes),
        Spread.of(ratios));
  }

  private static Spread spread(Cost[] costs, ToDoubleFunction<Cost> part) {
    return Spread.of(Arrays.stream(costs).mapToDouble(part).toArray());
  }
}
