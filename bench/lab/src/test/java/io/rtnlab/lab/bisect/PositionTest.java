// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.lab.bisect.BisectPlan.Ends;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {
  /** Twelve standard deviations apart. */
  private static final Ends WORSE = new Ends("route-insert", "CPU_MEDIAN", 0, 0.12, 0.01);

  private static final Ends BETTER = new Ends("route-insert", "CPU_MEDIAN", 0.12, 0, 0.01);

  @Test
  void theNearerEndAnswers() {
    assertEquals(Position.GOOD, Position.of(WORSE, List.of(0.00), false));
    assertEquals(Position.BAD, Position.of(WORSE, List.of(0.12), false));
    assertEquals(Position.GOOD, Position.of(BETTER, List.of(0.12), false));
    assertEquals(Position.BAD, Position.of(BETTER, List.of(0.00), false));
  }

  @Test
  void beyondAnEndIsThatEnd() {
    assertEquals(Position.GOOD, Position.of(WORSE, List.of(-0.3), false));
    assertEquals(Position.BAD, Position.of(WORSE, List.of(0.5), false));
  }

  @Test
  void theMiddleThirdIsSkipped() {
    assertEquals(Position.MIDDLE, Position.of(WORSE, List.of(0.06, 0.06, 0.06), true));
  }

  @Test
  void nearABoundaryMoreBootsAreAskedFor() {
    assertEquals(Position.UNCLEAR, Position.of(WORSE, List.of(0.035), false));
    assertEquals(Position.GOOD, Position.of(WORSE, List.of(0.035), true));
    assertEquals(
        Position.GOOD, Position.of(WORSE, List.of(0.02, 0.02, 0.02, 0.02, 0.02, 0.02), false));
  }

  @Test
  void endsAreAsFarApartAsTheirBootsLieTogether() {
    assertEquals(12, Position.separation(0, 0.12, 0.01), 1e-9);
    assertEquals(0, Position.separation(0.1, 0.1, 0), 0);
  }
}
