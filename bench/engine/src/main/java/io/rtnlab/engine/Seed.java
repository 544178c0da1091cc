// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * Random numbers by position instead of by state: the n-th number of a stream is a pure function of
 * seed and n. The mixing steps are those of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 */
final class Seed {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seed() {}

  /** 64 random bits. */
  static long bits(long seed, long n) {
    long z = seed + (n + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to {@code bound - 1}. */
  static int below(int bound, long seed, long n) {
    return (int) Math.unsignedMultiplyHigh(bits(seed, n), bound);
  }

  /** A number above 0 and at most 1. */
  static double fraction(long seed, long n) {
    return ((bits(seed, n) >>> 11) + 1) * 0x1p-53;
  }
}
