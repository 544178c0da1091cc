// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import java.util.Arrays;

/**
 * How far something that a backend reported was from the truth, over all rounds.
 *
 * @param reported in how many rounds the backend reported it
 * @param missed in how many it was not
 * @param leastNs the least error, reported minus truth; 0 where nothing was reported
 * @param medianNs the bias
 * @param mostNs the greatest error
 */
public record Errors(int reported, int missed, long leastNs, long medianNs, long mostNs) {

  static Errors of(long[] errorsNs, int rounds) {
    long[] sorted = errorsNs.clone();
    Arrays.sort(sorted);
    int reported = sorted.length;
    return reported == 0
        ? new Errors(0, rounds, 0, 0, 0)
        : new Errors(
            reported, rounds - reported, sorted[0], sorted[reported / 2], sorted[reported - 1]);
  }
}
