// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * Exponential gaps summed up. Each gap depends on seed and position alone; the sum so far is
 * cached, so asking in order costs one gap each.
 */
final class PoissonSchedule implements Schedule {
  private final double meanGapNs;
  private final long seed;
  private long summed = -1;
  private double sumNs;

  PoissonSchedule(double perSecond, long seed) {
    meanGapNs = 1e9 / perSecond;
    this.seed = seed;
  }

  @Override
  public long intendedNs(long n) {
    if (n < summed) {
      summed = -1;
      sumNs = 0;
    }
    while (summed < n) {
      sumNs += -Math.log(Seed.fraction(seed, ++summed)) * meanGapNs;
    }
    return (long) sumNs;
  }
}
