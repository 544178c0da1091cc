package io.rtnlab.probes.calibration;

import java.util.Arrays;

/**
 * How far something that a backend told was from the truth, over all rounds.
 *
 * @param told in how many rounds it was told
 * @param missed in how many it was not
 * @param leastNs the least error, told minus truth; 0 where nothing was told
 * @param medianNs the bias
 * @param mostNs the greatest error
 */
public record Errors(int told, int missed, long leastNs, long medianNs, long mostNs) {

  static Errors of(long[] errorsNs, int rounds) {
    long[] sorted = errorsNs.clone();
    Arrays.sort(sorted);
    int told = sorted.length;
    return told == 0
        ? new Errors(0, rounds, 0, 0, 0)
        : new Errors(told, rounds - told, sorted[0], sorted[told / 2], sorted[told - 1]);
  }
}
