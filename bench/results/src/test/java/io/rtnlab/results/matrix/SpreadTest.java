// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void medianAndExtremes() {
    assertEquals(new Spread(3, 1, 10), Spread.of(10, 1, 3));
    assertEquals(new Spread(2.5, 1, 10), Spread.of(10, 1, 3, 2));
    assertEquals(25.0, Spread.of(90, 100, 140).plusMinusPercent());
  }

  @Test
  void nothingHasNoSpread() {
    assertThrows(IllegalArgumentException.class, Spread::of);
  }
}
