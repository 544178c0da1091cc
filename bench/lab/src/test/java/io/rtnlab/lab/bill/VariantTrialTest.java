// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.bill.CheaperWay.Tried;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What rounds of two ways in turns show. */
class VariantTrialTest {
  private static final CheaperWays.Variants VARIANTS = new CheaperWays.Variants("a", "b");

  @Test
  void bothTimesAndTheShareAgree() {
    double[] costly = {100, 900, 110, 120, 800, 105, 95, 700, 115};
    double[] cheap = Arrays.stream(costly).map(ns -> ns / 2).toArray();
    Tried tried = VariantTrial.tried(VARIANTS, costly, cheap);
    assertEquals(0.5, tried.share());
    assertEquals(0.5, tried.shareLow());
    assertEquals(0.5, tried.shareHigh());
    assertEquals(115, tried.cpuNs());
    assertEquals(Math.round(115 * 0.5), tried.cheaperCpuNs());
    assertTrue(tried.isDecided());
  }

  @Test
  void roundsThatScatterDecideNothing() {
    double[] costly = {208, 208, 208, 208, 208, 208, 208, 208, 208};
    double[] cheap = {260, 270, 199, 265, 180, 190, 262, 195, 188};
    Tried tried = VariantTrial.tried(VARIANTS, costly, cheap);
    assertFalse(tried.isDecided(), tried.toString());
    assertTrue(tried.shareLow() < 0 && tried.shareHigh() > 0, tried.toString());
  }
}
