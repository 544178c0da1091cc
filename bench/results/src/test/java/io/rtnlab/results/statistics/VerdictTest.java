// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void holdsTheIntervalAgainstTheLimit() {
    assertEquals(Verdict.WORSE, percent(3.1, 9));
    assertEquals(Verdict.CANNOT_TELL, percent(2.9, 9));
    assertEquals(Verdict.BETTER, percent(-9, -3.1));
    assertEquals(Verdict.CANNOT_TELL, percent(-9, -2.9));
    assertEquals(Verdict.EQUAL, percent(-2, 2.9));
    assertEquals(Verdict.CHANGED_WITHIN_LIMIT, percent(0.5, 2.9));
    assertEquals(Verdict.CHANGED_WITHIN_LIMIT, percent(-2, -1));
    assertEquals(Verdict.CANNOT_TELL, percent(-3.1, 1));
    assertEquals(Verdict.CANNOT_TELL, Verdict.of(null, 0.03));
  }

  @Test
  void aPointIsAnInterval() {
    assertEquals(Verdict.EQUAL, percent(0, 0));
    assertEquals(Verdict.CHANGED_WITHIN_LIMIT, percent(1, 1));
    assertEquals(Verdict.WORSE, percent(20, 20));
  }

  private static Verdict percent(double low, double high) {
    return Verdict.of(new Interval(Math.log1p(low / 100), Math.log1p(high / 100)), 0.03);
  }
}
