// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Ranks, doubled so that the mid-ranks of ties are whole numbers. */
final class Ranks {
  private static final NaturalRanking MID_RANKS =
      new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);

  private Ranks() {}

  /** Twice the rank of each value, from 2. */
  static int[] doubled(double[] values) {
    double[] ranks = MID_RANKS.apply(values);
    int[] doubled = new int[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      doubled[i] = (int) Math.round(2 * ranks[i]);
    }
    return doubled;
  }
}
