// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.dumpcheck.ChangeLog.Change;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracle against dumps of a known truth: three objects, a dump from 100 to 200. */
class DumpJudgementTest {
  private final ChangeLog log = new ChangeLog(3);

  private static DumpSeen dump(Map<Integer, Integer> shown) {
    return new DumpSeen(shown, false, 100, 110, 190, 200);
  }

  private DumpJudgement judge(Map<Integer, Integer> shown) {
    return DumpJudgement.of(dump(shown), log);
  }

  @Test
  void aWholeDumpHasNoFault() {
    assertEquals(new DumpJudgement(false, 0, 0, 0, false, false), judge(Map.of(0, 1, 1, 1, 2, 1)));
  }

  @Test
  void aStableObjectIsLostOrDuplicated() {
    DumpJudgement judged = judge(Map.of(0, 2, 1, 1));
    assertEquals(1, judged.lost());
    assertEquals(1, judged.duplicated());
    assertTrue(judged.noSnapshot());
  }

  @Test
  void anObjectGoneBeforeIsShown() {
    log.add(2, new Change(10, 20, false));
    assertEquals(1, judge(Map.of(0, 1, 1, 1, 2, 1)).gone());
    assertEquals(0, judge(Map.of(0, 1, 1, 1)).lost());
  }

  /** Its commit may lie before the dump or in it: neither way of showing it is a fault. */
  @Test
  void aChangeAcrossTheBeginningProvesNothing() {
    log.add(2, new Change(90, 105, false));
    for (Map<Integer, Integer> shown : List.of(Map.of(0, 1, 1, 1), Map.of(0, 1, 1, 1, 2, 1))) {
      DumpJudgement judged = judge(shown);
      assertEquals(new DumpJudgement(false, 0, 0, 0, false, true), judged);
    }
  }

  /** 1 went before 2 did; a dump that shows 1 and not 2 shows a state that never was. */
  @Test
  void aStateThatNeverWasIsNoSnapshot() {
    log.add(1, new Change(120, 130, false));
    log.add(2, new Change(140, 150, false));
    DumpJudgement torn = judge(Map.of(0, 1, 1, 1));
    assertTrue(torn.noSnapshot());
    assertTrue(torn.changeWithin());
    assertEquals(0, torn.lost());
    assertFalse(judge(Map.of(0, 1, 2, 1)).noSnapshot());
    assertFalse(judge(Map.of(0, 1)).noSnapshot());
  }

  /** Commits whose intervals overlap may have come in either order. */
  @Test
  void changesAtOnceProveNothing() {
    log.add(1, new Change(120, 145, false));
    log.add(2, new Change(140, 150, false));
    assertFalse(judge(Map.of(0, 1, 1, 1)).noSnapshot());
  }

  /** The acknowledgement came after the dump's end: no interval is left behind it. */
  @Test
  void aLostObjectIsNoSnapshotWhateverEndsLater() {
    log.add(1, new Change(180, 230, false));
    DumpJudgement judged = judge(Map.of(1, 1, 2, 1));
    assertEquals(1, judged.lost());
    assertTrue(judged.noSnapshot());
    assertFalse(judged.changeWithin());
  }

  @Test
  void flagsAreJudgedByWhatChanged() {
    DumpSeen flagged = new DumpSeen(Map.of(0, 1, 1, 1, 2, 1), true, 100, 110, 190, 200);
    assertEquals(1, DumpRow.of("kind", false, List.of(flagged), log).faults().flaggedUnchanged());
    log.add(1, new Change(120, 130, false));
    log.add(1, new Change(131, 140, true));
    assertEquals(0, DumpRow.of("kind", false, List.of(flagged), log).faults().flaggedUnchanged());
    DumpRow silent = DumpRow.of("kind", true, List.of(dump(flagged.shown())), log);
    assertEquals(1, silent.faults().unflaggedChanged());
    assertTrue(silent.controlFailed());
  }

  /** Snapshots at random moments of a random history, of which 100,000 changes are known. */
  @Test
  void trueSnapshotsAreNeverAccused() {
    int objects = 200;
    ChangeLog history = new ChangeLog(objects);
    Random random = new Random(20);
    boolean[] present = new boolean[objects];
    Arrays.fill(present, true);
    Map<Long, boolean[]> states = new HashMap<>();
    for (int change = 0; change < 100_000; change++) {
      long commitNs = 100L * change;
      int object = random.nextInt(objects / 2);
      present[object] = !present[object];
      history.add(
          object,
          new Change(
              commitNs - random.nextInt(40), commitNs + random.nextInt(40), present[object]));
      if (change % 100 == 0) {
        states.put(commitNs, present.clone());
      }
    }
    states.forEach(
        (commitNs, state) -> {
          Map<Integer, Integer> shown = new HashMap<>();
          for (int object = 0; object < objects; object++) {
            if (state[object]) {
              shown.put(object, 1);
            }
          }
          DumpSeen dump =
              new DumpSeen(
                  shown, false, commitNs - 300, commitNs - 200, commitNs + 200, commitNs + 300);
          DumpJudgement judged = DumpJudgement.of(dump, history);
          assertEquals(
              List.of(false, 0, 0, 0),
              List.of(judged.noSnapshot(), judged.lost(), judged.duplicated(), judged.gone()));
        });
  }
}
