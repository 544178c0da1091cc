// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Share;
import java.util.Arrays;

/**
 * A share of two sums that grow over a run, with its confidence by batch means: the run is cut into
 * blocks of equal time, each block gives a part and a whole, and the scatter of the blocks' parts
 * about the common share gives its standard error (the ratio estimator of survey sampling). Blocks
 * are long against one wait, so that neighbours are nearly independent.
 *
 * <p>Memory is constant: when the run outgrows the blocks, each two become one.
 */
final class ShareEstimate {
  private static final int MOST_BLOCKS = 40;
  private static final int FEWEST_BLOCKS = 5;
  private static final long FIRST_BLOCK_NS = 100_000_000;

  /** 97.5 % quantiles of Student's t distribution for 4 to 10, then 15, 20, 30 and 40 degrees. */
  private static final double[][] STUDENT = {
    {4, 2.776},
    {5, 2.571},
    {6, 2.447},
    {7, 2.365},
    {8, 2.306},
    {9, 2.262},
    {10, 2.228},
    {15, 2.131},
    {20, 2.086},
    {30, 2.042},
    {40, 2.021}
  };

  private final long[] parts = new long[MOST_BLOCKS];
  private final long[] wholes = new long[MOST_BLOCKS];
  private long blockNs = FIRST_BLOCK_NS;
  private long originNs;
  private int used;

  void add(long timeNs, long part, long whole) {
    if (used == 0) {
      originNs = timeNs;
    }
    long block = Math.max(0, timeNs - originNs) / blockNs;
    while (block >= MOST_BLOCKS) {
      halve();
      block = Math.max(0, timeNs - originNs) / blockNs;
    }
    used = Math.max(used, (int) block + 1);
    parts[(int) block] += part;
    wholes[(int) block] += whole;
  }

  private void halve() {
    for (int i = 0; i < MOST_BLOCKS / 2; i++) {
      parts[i] = parts[2 * i] + parts[2 * i + 1];
      wholes[i] = wholes[2 * i] + wholes[2 * i + 1];
    }
    Arrays.fill(parts, MOST_BLOCKS / 2, MOST_BLOCKS, 0);
    Arrays.fill(wholes, MOST_BLOCKS / 2, MOST_BLOCKS, 0);
    used = (used + 1) / 2;
    blockNs *= 2;
  }

  Share share() {
    long whole = Arrays.stream(wholes).sum();
    if (whole == 0) {
      return new Share(0, Double.NaN);
    }
    double share = (double) Arrays.stream(parts).sum() / whole;
    int blocks = used - 1; // the last is cut short
    if (blocks < FEWEST_BLOCKS) {
      return new Share(share, Double.NaN);
    }
    double squares = 0;
    for (int i = 0; i < used; i++) {
      double residual = parts[i] - share * wholes[i];
      squares += residual * residual;
    }
    double error = Math.sqrt(squares * used / (used - 1)) / whole;
    return new Share(share, student(used - 1) * error);
  }

  /** The quantile of the next smaller number of degrees that the table has: never too small. */
  private static double student(int degrees) {
    double quantile = STUDENT[0][1];
    for (double[] row : STUDENT) {
      if (row[0] <= degrees) {
        quantile = row[1];
      }
    }
    return quantile;
  }
}
