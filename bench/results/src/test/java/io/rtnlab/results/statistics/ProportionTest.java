// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProportionTest {
  /** R: binom.test(3, 100)$conf.int. */
  @Test
  void isClopperAndPearsons() {
    Interval interval = Proportion.interval(3, 100, 0.95);
    assertEquals(0.006229972, interval.low(), 1e-8);
    assertEquals(0.08517605, interval.high(), 1e-8);
  }

  @Test
  void endsAtNothingAndAll() {
    assertEquals(0, Proportion.interval(0, 10, 0.95).low());
    assertEquals(0.3084971, Proportion.interval(0, 10, 0.95).high(), 1e-6);
    assertEquals(1, Proportion.interval(10, 10, 0.95).high());
  }
}
