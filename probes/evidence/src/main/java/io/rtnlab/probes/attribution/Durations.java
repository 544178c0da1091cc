// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Concentration;
import io.rtnlab.probes.ledger.Spread;
import java.util.stream.LongStream;

/**
 * Durations counted in classes at most 1.6 % wide: exact below 128 ns, then 64 classes per power of
 * two. Constant memory whatever is recorded.
 */
final class Durations {
  private static final int CLASS_BITS = 6;
  private static final int CLASSES = (Long.SIZE - 1 - CLASS_BITS + 1) << CLASS_BITS;

  private final long[] counts = new long[CLASSES];

  /** For the {@link Concentration} and the median; empty where they are not asked for. */
  private final long[] sumsNs;

  private long zeros;
  private long minNs = Long.MAX_VALUE;
  private long maxNs = Long.MIN_VALUE;

  private Durations(boolean sums) {
    sumsNs = new long[sums ? CLASSES : 0];
  }

  static Durations withoutSums() {
    return new Durations(false);
  }

  static Durations withSums() {
    return new Durations(true);
  }

  void record(long ns) {
    if (ns == 0) {
      zeros++; // most requests wait for nothing
      return;
    }
    int index = classOf(Math.max(0, ns));
    counts[index]++;
    if (sumsNs.length > 0) {
      sumsNs[index] += ns;
    }
    minNs = Math.min(minNs, ns);
    maxNs = Math.max(maxNs, ns);
  }

  Spread spread() {
    long count = count();
    return count == 0
        ? new Spread(0, 0, 0, 0, 0, 0, 0)
        : new Spread(
            count,
            minNs,
            quantile(0.5, count),
            quantile(0.9, count),
            quantile(0.99, count),
            quantile(0.999, count),
            maxNs);
  }

  /**
   * The mean of the class that holds the median: nearer to it than the class is wide, since what
   * repeats lies close together; 0 where there is none.
   */
  long medianNs() {
    long rank = (count() + 1) / 2;
    long seen = 0;
    for (int index = 0; index < CLASSES && rank > 0; index++) {
      seen += counts[index];
      if (seen >= rank) {
        return Math.round((double) sumsNs[index] / counts[index]);
      }
    }
    return 0;
  }

  /** How few of the longest make {@code share} of the sum. */
  Concentration concentration(double share) {
    long count = count();
    double missingNs = share * LongStream.of(sumsNs).sum();
    long taken = 0;
    for (int index = CLASSES - 1; index >= 0; index--) {
      if (counts[index] == 0) {
        continue;
      }
      if (sumsNs[index] < missingNs) {
        missingNs -= sumsNs[index];
        taken += counts[index];
        continue;
      }
      long atLeast = (long) Math.ceil(missingNs / Math.min(maxNs, highest(index)));
      long atMost = (long) Math.ceil(missingNs / Math.max(1, lowest(index)));
      return new Concentration(
          share, taken + atLeast, taken + Math.min(counts[index], atMost), count);
    }
    return new Concentration(share, taken, taken, count);
  }

  /** How many, once those of no length are among the others. */
  private long count() {
    if (zeros > 0) {
      counts[0] += zeros;
      zeros = 0;
      minNs = Math.min(minNs, 0);
      maxNs = Math.max(maxNs, 0);
    }
    return LongStream.of(counts).sum();
  }

  private long quantile(double share, long count) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int index = 0; index < CLASSES; index++) {
      seen += counts[index];
      if (seen >= rank) {
        return Math.min(maxNs, highest(index));
      }
    }
    return maxNs;
  }

  private static int classOf(long ns) {
    int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(ns | 1) - CLASS_BITS);
    return (shift << CLASS_BITS) + (int) (ns >>> shift);
  }

  private static long lowest(int index) {
    int shift = Math.max(0, (index >>> CLASS_BITS) - 1);
    return (index - ((long) shift << CLASS_BITS)) << shift;
  }

  private static long highest(int index) {
    int shift = Math.max(0, (index >>> CLASS_BITS) - 1);
    return lowest(index) + (1L << shift) - 1;
  }
}
