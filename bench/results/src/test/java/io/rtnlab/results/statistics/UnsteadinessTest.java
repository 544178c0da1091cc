// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UnsteadinessTest {
  @Test
  void seesAnArmThatSpreadsFurther() {
    Random random = new Random(11);
    double[] steady = random.doubles(9).toArray();
    double[] unsteady = random.doubles(9).map(value -> 20 * value).toArray();
    assertTrue(Unsteadiness.pValue(steady, unsteady) < 0.01);
    assertTrue(Unsteadiness.pValue(unsteady, steady) > 0.9);
  }

  @Test
  void seldomFindsWhatIsNotThere() {
    Random random = new Random(12);
    int found = 0;
    for (int trial = 0; trial < 1000; trial++) {
      double[] a = random.doubles(9).toArray();
      double[] b = random.doubles(9).toArray();
      found += Unsteadiness.pValue(a, b) < 0.05 ? 1 : 0;
    }
    assertTrue(found < 80, found + " of 1000");
  }
}
