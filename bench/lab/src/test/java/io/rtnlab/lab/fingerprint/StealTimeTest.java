// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StealTimeTest {
  @Test
  void isAShareOfAllTicksBetweenTwoReadings() {
    StealTime before = parsed("cpu  100 0 100 800 0 0 0 0 0 0");
    StealTime after = parsed("cpu  150 0 150 840 0 0 0 60 7 7");
    assertEquals(Double.valueOf(30.0), after.percentSince(before));
  }

  @Test
  void isUnknownWhereNoTickPassed() {
    StealTime reading = parsed("cpu  100 0 100 800 0 0 0 0 0 0");
    assertNull(reading.percentSince(reading));
  }

  @Test
  void refusesALineOfAnotherShape() {
    assertNull(StealTime.parse("intr 1 2 3"));
    assertNull(StealTime.parse("cpu 1 2"));
  }

  private static StealTime parsed(String line) {
    @Nullable StealTime reading = StealTime.parse(line);
    assertNotNull(reading);
    return reading;
  }
}
