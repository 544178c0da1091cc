// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts from counts, and bounds against simulated requests of a known share. */
class JudgementTest {
  private static final Rounds CONTROL = new Rounds(2000, 0, 0, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "40, 0, 0, 0, LOCKED",
    "99, 1, 0, 0, LOCKED",
    "60, 40, 0, 0, SOMETIMES",
    "1, 299, 0, 0, SOMETIMES",
    "0, 300, 0, 0, FREE",
    "0, 0, 40, 0, TRYLOCK",
    "0, 0, 0, 40, TRYLOCK",
    "0, 270, 30, 0, SOMETIMES",
    "0, 339, 1, 0, FREE",
    "9, 0, 0, 0, UNTESTED"
  })
  void aVerdictFollowsTheRounds(int waited, int passed, int spun, int gaveUp, MapVerdict verdict) {
    Judgement judged = Judgement.of(new Rounds(waited, passed, spun, gaveUp, 0), CONTROL, 200);
    assertEquals(verdict, judged.verdict(), judged.reason());
    if (verdict != MapVerdict.FREE) {
      assertNull(judged.bound());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40, 40, 0, 0, LOCKED",
    "300, 299, 0, 0, SOMETIMES",
    "300, 0, 0, 0, FREE",
    "40, 40, 40, 0, TRYLOCK",
    "40, 40, 39, 0, LOCKED",
    "300, 0, 0, 1, UNTESTED",
    "9, 9, 0, 0, UNTESTED"
  })
  void aVerdictFollowsTheCounts(int made, int locked, int tried, int lost, MapVerdict verdict) {
    Counted counted =
        new Counted("kprobe", made, locked, tried, locked, Counted.NO_HOLD, 12, Map.of(), lost);
    Judgement judged = Judgement.of(counted, 200);
    assertEquals(verdict, judged.verdict(), judged.reason());
    assertEquals(verdict == MapVerdict.FREE, judged.bound() != null);
  }

  @Test
  void otherMutexesAreCountedWhereNotEveryRequestTookThem() {
    Map<String, Integer> others = Map.of("a mutex of netlink_dump", 10, "bnet_mutex", 3);
    assertEquals(
        List.of("a mutex of netlink_dump", "bnet_mutex in 3 of 10"),
        new Counted("kprobe", 40, 40, 0, 80, 1_500, 10, others, 0).otherLocks());
  }

  @Test
  void aBoundIsTheRuleOfThreeForOneRequest() {
    assertEquals(0.0247, Judgement.boundOfNone(120, 0.05), 0.0001); // 1 - 0.05^(1/120)
  }

  @Test
  void aWeakControlWidensTheBound() {
    Rounds none = new Rounds(0, 300, 0, 0, 0);
    Double sure = Judgement.of(none, CONTROL, 1).bound();
    Double weak = Judgement.of(none, new Rounds(1600, 400, 0, 0, 0), 1).bound();
    assertNotNull(sure);
    assertNotNull(weak);
    assertEquals(sure / 0.782, weak, 0.0002); // 78.2 %: the control's lower limit at 95 %
  }

  @Test
  void aBlindControlJudgesNothing() {
    Judgement judged = Judgement.of(new Rounds(0, 300, 0, 0, 0), new Rounds(10, 90, 0, 0, 0), 1);
    assertEquals(MapVerdict.UNTESTED, judged.verdict());
  }

  /** 100 requests that lock in 2.6 % of rounds: in at most 5 % of maps is any of them "free". */
  @Test
  void aBoundHoldsForAllRequestsTogether() {
    int requests = 100;
    int rounds = 300;
    Double bound = Judgement.of(new Rounds(0, rounds, 0, 0, 0), CONTROL, requests).bound();
    assertNotNull(bound);
    Random random = new Random(7);
    int wrongMaps = 0;
    int maps = 1000;
    for (int map = 0; map < maps; map++) {
      boolean anyUnseen = false;
      for (int request = 0; request < requests; request++) {
        boolean seen = false;
        for (int round = 0; round < rounds && !seen; round++) {
          seen = random.nextDouble() < bound;
        }
        anyUnseen |= !seen;
      }
      wrongMaps += anyUnseen ? 1 : 0;
    }
    assertTrue(wrongMaps <= 70, wrongMaps + " of " + maps); // 50 expected, 70 is 2.9 sigma
  }
}
