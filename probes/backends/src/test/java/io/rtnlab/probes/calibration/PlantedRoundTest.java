// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantedRoundTest {
  private static final int HOLDER = 7;
  private static final int WAITER = 8;
  private static final int DECOY = 9;

  /** Surely held from 1000 to 2000. */
  private static final Hold HOLD = new Hold(HOLDER, 990, 1000, 2000, 2100);

  private final RoundSegments segments = new RoundSegments();

  private PlantedRound judge(LockEvent... events) {
    return PlantedRound.judge(HOLD, WAITER, 1050, List.of(events), segments);
  }

  private static LockEvent look(long timeNs, int owner) {
    return new LockEvent.WaitBegin(timeNs, WAITER, owner, true, -1);
  }

  @Test
  void onlyLooksDuringTheHoldCount() {
    PlantedRound round =
        judge(
            look(900, DECOY),
            look(1100, HOLDER),
            look(1200, DECOY),
            look(1300, LockEvent.OWNER_NONE),
            new LockEvent.OwnerSeen(1400, HOLDER),
            look(1500, LockEvent.OWNER_UNREAD),
            look(2001, DECOY));
    assertEquals(new Looks(2, 1, 1, 1), round.looks());
  }

  @Test
  void theErrorsAreReportedLessTrue() {
    PlantedRound round =
        judge(
            look(1060, HOLDER),
            new LockEvent.Released(2030, HOLDER, -1),
            new LockEvent.Acquired(2050, WAITER, true, 0));
    assertEquals(990 - 950, round.waitErrorNs());
    assertEquals(30, round.releaseErrorNs());
  }

  @Test
  void whatWasNotReportedHasNoError() {
    PlantedRound round = judge(look(1060, HOLDER), new LockEvent.Released(2500, HOLDER, -1));
    assertEquals(PlantedRound.NOT_REPORTED, round.waitErrorNs());
    assertEquals(PlantedRound.NOT_REPORTED, round.releaseErrorNs());
    assertEquals(PlantedRound.NOT_REPORTED, round.atLeastErrorNs());
    assertEquals(PlantedRound.NOT_REPORTED, round.atMostErrorNs());
    assertFalse(round.waitedFor(0.01));
  }

  @Test
  void blameIsHeldAgainstTheTruth() {
    segments.segment(WAITER, 900, 1100, DECOY, Evidence.SNAPSHOT, false, HolderState.RUNNING);
    segments.segment(WAITER, 1100, 1500, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    segments.segment(WAITER, 1500, 2040, HOLDER, Evidence.SNAPSHOT, true, HolderState.RUNNING);
    PlantedRound round = judge();
    assertEquals(100, round.cover().decoyNs());
    assertEquals(0.9, round.namedShare());
    assertEquals(0.4, round.provedShare());
    assertEquals(400 - 1000, round.atLeastErrorNs());
    assertEquals(940 - 1000, round.atMostErrorNs());
    assertTrue(round.waitedFor(1));
  }

  @Test
  void aLengthIsRightBetweenWhatIsSureAndWhatIsPossible() {
    segments.segment(WAITER, 990, 2100, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    assertTrue(judge().lengthIsRight(0));
    assertEquals(110, judge().knownToNs());
    segments.clear();
    segments.segment(WAITER, 1030, 2000, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    assertFalse(judge().lengthIsRight(0.02));
    assertTrue(judge().lengthIsRight(0.03));
  }

  @Test
  void aHolderThatHadToWaitItselfHeldFromTheEndOfThatAtTheEarliest() {
    segments.segment(WAITER, 990, 2100, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    PlantedRound round = judge(new LockEvent.Acquired(996, HOLDER, true, 0));
    assertEquals(104, round.knownToNs());
    assertFalse(round.lengthIsRight(0));
  }

  @Test
  void blameBeforeTheCallAndAfterItsReturnIsWrong() {
    segments.segment(WAITER, 950, 1500, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    segments.segment(DECOY, 1500, 2180, HOLDER, Evidence.SNAPSHOT, false, HolderState.RUNNING);
    assertEquals(1230 - 1000, judge().atLeastErrorNs());
    assertFalse(judge().lengthIsRight(0.02));
  }

  @Test
  void aReleaseThatWasNotSeenLeavesAnInterval() {
    segments.segment(WAITER, 1000, 1990, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    segments.segment(WAITER, 1990, 9000, HOLDER, Evidence.SNAPSHOT, true, HolderState.RUNNING);
    assertEquals(990 - 1000, judge().atLeastErrorNs());
    assertEquals(8000 - 1000, judge().atMostErrorNs());
    assertTrue(judge().lengthIsRight(0));
  }

  @Test
  void aHoldWithoutAWaiterIsPlantedAgain() {
    PlantedRound alone = judge();
    segments.segment(WAITER, 990, 2040, HOLDER, Evidence.PROVED, false, HolderState.RUNNING);
    PlantedRound waitedFor = judge();
    assertFalse(Calibration.isEnough(List.of(waitedFor), 2));
    assertTrue(Calibration.isEnough(List.of(waitedFor, waitedFor), 2));
    assertFalse(Calibration.isEnough(List.of(waitedFor, alone), 2));
    assertTrue(Calibration.isEnough(List.of(waitedFor, alone, waitedFor), 2));
    assertTrue(Calibration.isEnough(List.of(waitedFor, alone, alone, alone), 2), "twice as many");
    assertTrue(Calibration.isEnough(List.of(alone, alone), 2), "a sampler sees no waits");
  }
}
