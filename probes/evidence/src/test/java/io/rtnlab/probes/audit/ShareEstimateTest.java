// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShareEstimateTest {
  private static final int SAMPLES = 2000;

  private static int block(int sample) {
    return sample * ShareEstimate.BLOCKS / SAMPLES;
  }

  /** Samples whose runs have this length, each run wrong as a whole with this probability. */
  private static Share simulated(SplittableRandom random, double probability, int runLength) {
    ShareEstimate estimate = new ShareEstimate();
    boolean wrong = false;
    for (int i = 0; i < SAMPLES; i++) {
      if (i % runLength == 0) {
        wrong = random.nextDouble() < probability;
      }
      estimate.add(block(i), i / runLength, wrong ? 4 : 0, 4);
    }
    return estimate.estimate();
  }

  @Test
  void theIntervalContainsTheTruthInAboutNineteenOfTwentyRuns() {
    for (int runLength : new int[] {1, 10}) {
      SplittableRandom random = new SplittableRandom(1);
      int contained = 0;
      for (int trial = 0; trial < 500; trial++) {
        Share share = simulated(random, 0.1, runLength);
        contained += share.low() <= 0.1 && 0.1 <= share.high() ? 1 : 0;
      }
      assertTrue(contained >= 460, runLength + ": " + contained + " of 500");
    }
  }

  @Test
  void countsInRunsSayLessThanIndependentOnes() {
    SplittableRandom random = new SplittableRandom(1);
    Share single = simulated(random, 0.1, 1);
    Share runs = simulated(random, 0.1, 40);
    assertTrue(
        runs.high() - runs.low() > 2 * (single.high() - single.low()), single + " and " + runs);
  }

  @Test
  void noErrorInFewRunsLeavesRoomForMany() {
    ShareEstimate estimate = new ShareEstimate();
    for (int i = 0; i < SAMPLES; i++) {
      estimate.add(block(i), i / 200, 0, 1);
    }
    Share share = estimate.estimate();
    assertEquals(0, share.low());
    assertTrue(share.high() > 0.2, "ten holds say little: " + share);
  }

  @Test
  void noErrorInManySamplesBoundsTheShareByFourOverTheirNumber() {
    ShareEstimate estimate = new ShareEstimate();
    for (int i = 0; i < SAMPLES; i++) {
      estimate.add(block(i), i, 0, 1);
    }
    Share share = estimate.estimate();
    assertEquals(0, share.share());
    assertTrue(share.high() > 3.0 / SAMPLES && share.high() < 4.5 / SAMPLES, share.toString());
  }

  @Test
  void nothingCountedMayBeAnything() {
    assertEquals(new Share(0, 0, 1), new ShareEstimate().estimate());
  }
}
