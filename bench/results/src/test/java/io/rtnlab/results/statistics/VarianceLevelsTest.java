// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceLevelsTest {
  @Test
  void findsWhatWasPlanted() {
    Random random = new Random(3);
    List<VarianceLevels.Boot> boots = new ArrayList<>();
    for (int boot = 0; boot < 4000; boot++) {
      double ofBoot = 0.03 * random.nextGaussian();
      double[] runs =
          random
              .doubles(3)
              .map(_ -> ofBoot + 0.02 * random.nextGaussian() + 0.01 * random.nextGaussian())
              .toArray();
      boots.add(new VarianceLevels.Boot(runs, 0.01 * 0.01));
    }
    VarianceLevels levels = VarianceLevels.of(boots);
    assertEquals(0.03, Math.sqrt(levels.boot()), 0.001);
    assertEquals(0.02, Math.sqrt(levels.run()), 0.001);
    assertEquals(0.01, Math.sqrt(levels.request()), 1e-12);
  }

  @Test
  void aSingleRunInEachBootLeavesBootAndRunTogether() {
    VarianceLevels levels =
        VarianceLevels.of(
            List.of(
                new VarianceLevels.Boot(new double[] {1}, 0),
                new VarianceLevels.Boot(new double[] {2}, 0)));
    assertEquals(0.5, levels.boot(), 1e-12);
    assertEquals(0, levels.run(), 0);
  }

  @Test
  void manyShortBootsBeatFewLongOnesWhereBootsDiffer() {
    HalfHour best = HalfHour.best(new VarianceLevels(1e-4, 0, 1e-5), 20, 30, 2);
    HalfHour longer = HalfHour.of(new VarianceLevels(1e-4, 0, 1e-5), 20, 30, 2, 300);
    assertTrue(best.boots() > longer.boots());
    assertTrue(best.deviation() < longer.deviation());
  }

  @Test
  void longerRunsWinWhereRequestsDiffer() {
    HalfHour best = HalfHour.best(new VarianceLevels(0, 0, 1e-4), 20, 60, 2);
    assertTrue(best.secondsEach() >= 60, best.toString());
  }
}
