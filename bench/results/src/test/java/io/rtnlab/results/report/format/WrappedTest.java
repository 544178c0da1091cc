// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTest {
  @ParameterizedTest
  @ValueSource(strings = {"%", "ns", "µs", "ms", "s", "s)", "KiB,"})
  void aNumberAndItsUnitStayTogether(String unit) {
    String figure = "(2.72..3.20 " + unit;
    assertEquals("no holder\n" + figure + "\n", Wrapped.lines("no holder " + figure, 22, ""));
  }

  @Test
  void aWordBehindANumberMayStandOnTheNextLine() {
    assertEquals("held 7\nseconds\n", Wrapped.lines("held 7 seconds", 9, ""));
    assertEquals("the\ns\n", Wrapped.lines("the s", 4, ""));
  }
}
