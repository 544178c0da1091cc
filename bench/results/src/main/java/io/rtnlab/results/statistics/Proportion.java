// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** A share of trials and its exact interval (Clopper and Pearson's). */
public final class Proportion {
  private Proportion() {}

  /**
   * The interval of the probability of an event seen {@code events} times in {@code trials}.
   *
   * @param confidence from 0 to 1
   */
  public static Interval interval(long events, long trials, double confidence) {
    if (trials < 1 || events < 0 || events > trials) {
      throw new IllegalArgumentException(events + " events in " + trials + " trials");
    }
    double tail = (1 - confidence) / 2;
    double low =
        events == 0
            ? 0
            : BetaDistribution.of((double) events, trials - events + 1.0)
                .inverseCumulativeProbability(tail);
    double high =
        events == trials
            ? 1
            : BetaDistribution.of(events + 1.0, (double) (trials - events))
                .inverseSurvivalProbability(tail);
    return new Interval(low, high);
  }
}
