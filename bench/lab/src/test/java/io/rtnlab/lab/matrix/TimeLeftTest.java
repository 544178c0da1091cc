// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  @Test
  void nothingIsGuessedBeforeTheFirstBootEnds() {
    assertEquals("", new TimeLeft(3).words(10));
  }

  @Test
  void theMeanOfTheBootsSoFarDecides() {
    TimeLeft left = new TimeLeft(4);
    left.add(20);
    left.add(40);
    assertEquals("about 50 s left", left.words(10));
    assertEquals("about 30 s left", left.words(100));
  }

  @Test
  void longTimesAreSaidInMinutes() {
    TimeLeft left = new TimeLeft(11);
    left.add(60);
    assertEquals("about 10 min left", left.words(0));
  }
}
