// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

/**
 * Estimates a share from counts that are not independent: all waits of one moment see the same
 * owner, one long hold has many samples, and load comes and goes. So the counts are summed by run
 * (samples in a row that found the same owner) and by block of time, and the interval is that of as
 * many independent counts as scatter like these do, between the runs or between the blocks,
 * whichever are fewer. Where nothing was counted in the share, there are as many as there are runs.
 *
 * <p>Scatter of a ratio between clusters: Cochran, Sampling Techniques (1977), 9A. Interval:
 * Wilson, J. Am. Stat. Assoc. 22 (1927), which holds for shares near 0 and for 0 itself.
 */
final class ShareEstimate {
  /** So many blocks are enough to see the scatter, and each is long against most holds. */
  static final int BLOCKS = 50;

  /** 97.5 % of Student's t with 49 degrees of freedom. */
  private static final double T = 2.01;

  private final long[] events = new long[BLOCKS];
  private final long[] counts = new long[BLOCKS];
  private final Scatter runs = new Scatter();
  private int run = -1;
  private long inRun;
  private long eventsInRun;

  /** Sums over clusters, from which the scatter of the share between them follows. */
  private static final class Scatter {
    private double clusters;
    private double events;
    private double counts;
    private double eventsSquared;
    private double countsSquared;
    private double product;

    private void add(double happened, double count) {
      if (count == 0) {
        return;
      }
      clusters++;
      events += happened;
      counts += count;
      eventsSquared += happened * happened;
      countsSquared += count * count;
      product += happened * count;
    }

    /** How many independent counts would scatter like that. */
    private double independent() {
      double share = events / counts;
      double squares = eventsSquared - 2 * share * product + share * share * countsSquared;
      boolean scatters = clusters > 1 && squares > 1e-9 * counts;
      return scatters
          ? share * (1 - share) * counts * counts * (clusters - 1) / (clusters * squares)
          : clusters;
    }
  }

  /**
   * Adds counts of one sample.
   *
   * @param block of time, below {@link #BLOCKS}
   * @param itsRun ascending
   * @param happened how many of {@code count} are counted in the share
   */
  void add(int block, int itsRun, long happened, long count) {
    if (itsRun != run) {
      endRun();
      run = itsRun;
    }
    inRun += count;
    eventsInRun += happened;
    events[block] += happened;
    counts[block] += count;
  }

  private void endRun() {
    runs.add((double) eventsInRun, (double) inRun);
    inRun = 0;
    eventsInRun = 0;
  }

  Share estimate() {
    endRun();
    if (runs.counts == 0) {
      return Share.UNKNOWN;
    }
    double independent = runs.independent();
    if (runs.events > 0 && runs.events < runs.counts) {
      Scatter blocks = new Scatter();
      for (int block = 0; block < BLOCKS; block++) {
        blocks.add((double) events[block], (double) counts[block]);
      }
      independent = Math.min(independent, blocks.independent());
    }
    return wilson(runs.events / runs.counts, Math.max(1, independent));
  }

  private static Share wilson(double share, double n) {
    double z = T * T / n;
    double centre = (share + z / 2) / (1 + z);
    double margin = T * Math.sqrt(share * (1 - share) / n + z / n / 4) / (1 + z);
    return new Share(
        share,
        share == 0 ? 0 : Math.max(0, centre - margin),
        share == 1 ? 1 : Math.min(1, centre + margin));
  }
}
