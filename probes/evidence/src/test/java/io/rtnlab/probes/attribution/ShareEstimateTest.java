// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.ledger.Share;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareEstimateTest {
  private static final long STEP_NS = 5_000_000;

  @Test
  void aShortRunHasAShareAndNoConfidence() {
    ShareEstimate estimate = new ShareEstimate();
    estimate.add(0, 1, 4);
    assertEquals(0.25, estimate.share().share());
    assertTrue(Double.isNaN(estimate.share().plusMinus()));
  }

  @Test
  void whatDoesNotScatterIsCertain() {
    ShareEstimate estimate = new ShareEstimate();
    for (int i = 0; i < 10_000; i++) {
      estimate.add(i * STEP_NS, 1, 4);
    }
    assertEquals(0.25, estimate.share().share());
    assertEquals(0, estimate.share().plusMinus(), 1e-12);
  }

  /** Neighbours alike for long: what a formula for independent samples would call far too sure. */
  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    Random random = new Random(1);
    int covered = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      ShareEstimate estimate = new ShareEstimate();
      double level = 0.5;
      for (int i = 0; i < 20_000; i++) {
        if (random.nextInt(10) == 0) {
          level = random.nextDouble();
        }
        estimate.add(i * STEP_NS, random.nextDouble() < level ? 10 : 0, 10);
      }
      Share share = estimate.share();
      covered += Math.abs(share.share() - 0.5) <= share.plusMinus() ? 1 : 0;
    }
    assertTrue(covered > 0.92 * runs && covered < 0.98 * runs, covered + " of " + runs);
  }
}
