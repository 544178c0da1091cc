// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitTest {

  @Test
  void sharesAddUpToTheNumberAsked() {
    Limit.Requests limit = new Limit.Requests(10);
    assertEquals(10, IntStream.range(0, 4).mapToLong(worker -> limit.shareOf(worker, 4)).sum());
    assertEquals(3, limit.shareOf(1, 4));
    assertEquals(2, limit.shareOf(2, 4));
  }

  @Test
  void refusesRunsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Limit.Requests(0));
    assertThrows(IllegalArgumentException.class, () -> new Limit.Lasting(Duration.ZERO));
  }
}
