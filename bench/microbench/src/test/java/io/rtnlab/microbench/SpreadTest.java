// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void liesBetweenTheQuartiles() {
    assertEquals(new Spread(2, 3, 4), Spread.of(new double[] {5, 1, 4, 2, 3}));
  }

  @Test
  void interpolatesBetweenNeighbours() {
    assertEquals(new Spread(1.25, 1.5, 1.75), Spread.of(new double[] {2, 1}));
  }

  @Test
  void isTheValueItselfWhereThereIsButOne() {
    assertEquals(new Spread(7, 7, 7), Spread.of(new double[] {7}));
  }

  @Test
  void ratiosAreTakenWithinARound() {
    Cost[] own = {new Cost(10, 0, 0), new Cost(30, 0, 0), new Cost(40, 0, 0)};
    Cost[] plainC = {new Cost(10, 0, 0), new Cost(20, 0, 0), new Cost(20, 0, 0)};
    Result result = Result.of(Work.NO_OP, "x", own, plainC);
    assertEquals(new Spread(1.25, 1.5, 1.75), result.cpuRatio());
    assertEquals(3, result.rounds());
  }
}
