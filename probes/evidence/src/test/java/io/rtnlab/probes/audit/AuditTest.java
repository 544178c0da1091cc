// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.audit.HolderSamples.Disagreement;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final int HOLDER = 11;
  private static final int OTHER = 12;
  private static final int WAITER = 21;
  private static final int SECOND_WAITER = 22;

  private final Audit audit = new Audit();

  private void sample(long timeNs, int owner) {
    audit.sample(timeNs, owner, 0, true);
  }

  private void segment(int waiter, long fromNs, long untilNs, int holder, Evidence evidence) {
    audit.segment(waiter, fromNs, untilNs, holder, evidence, false, HolderState.RUNNING);
  }

  private AuditedClass audited(Evidence evidence) {
    return audit.table(_ -> true).classes().stream()
        .filter(each -> each.evidence() == evidence)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSampleCountsForEachWaitThatIsOpenThenAndForNoOther() {
    sample(10, HOLDER);
    sample(20, HOLDER);
    sample(30, HOLDER);
    segment(WAITER, 10, 30, HOLDER, Evidence.PROVED); // its end is not in it
    segment(SECOND_WAITER, 15, 25, HOLDER, Evidence.PROVED);
    assertEquals(3, audited(Evidence.PROVED).samples());
    assertEquals(3, audited(Evidence.PROVED).right());
    assertEquals(3, audit.table(_ -> true).samples());
  }

  @Test
  void anotherOwnerAndNoOwnerAreReportedApart() {
    sample(10, HOLDER);
    sample(20, OTHER);
    sample(30, SampleSink.NO_OWNER);
    sample(40, SampleSink.NO_OWNER);
    segment(WAITER, 0, 50, HOLDER, Evidence.SNAPSHOT);
    AuditedClass snapshot = audited(Evidence.SNAPSHOT);
    assertEquals(1, snapshot.right());
    assertEquals(1, snapshot.other());
    assertEquals(2, snapshot.noOwner());
    AuditTable table = audit.table(_ -> true);
    assertEquals(0.75, table.wronglyNamed().share());
    assertEquals(0.25, table.another().share());
    assertEquals(0.5, table.noOwner().share());
  }

  /** Whatever the ledger says: it names another thread here, and none. */
  @Test
  void theSamplesAloneSayWhereARecordOfHoldsIsShort() {
    sample(10, HOLDER);
    sample(20, OTHER);
    sample(30, SampleSink.NO_OWNER);
    sample(40, SECOND_WAITER); // it still waits: the mutex is on its way to it
    segment(WAITER, 0, 50, OTHER, Evidence.SNAPSHOT);
    segment(SECOND_WAITER, 35, 45, SampleSink.NO_OWNER, Evidence.HANDOVER);
    HolderSamples found = new HolderSamples();
    AuditTable _ = audit.table(_ -> true, found);
    Audit.TruthAt record = timeNs -> timeNs == 10 || timeNs == 30 ? HOLDER : SampleSink.NO_OWNER;
    Map<String, Disagreement> differ =
        found.against(record, _ -> true, (thread, _) -> "thread " + thread);
    assertEquals(Set.of("thread " + HOLDER, "thread " + OTHER), differ.keySet());
    differ.forEach(
        (name, difference) -> {
          boolean isOther = name.equals("thread " + OTHER);
          assertEquals(isOther ? 0.2 : 0, difference.onlySampled().share(), name);
          assertEquals(isOther ? 0 : 0.2, difference.onlyRecorded().share(), name);
        });
  }

  @Test
  void xOrNoThreadIsOverstatedWhereNoneHeldAndWrongWhereAnotherDid() {
    sample(10, HOLDER);
    sample(20, SampleSink.NO_OWNER);
    sample(30, SampleSink.NO_OWNER);
    sample(40, OTHER);
    segment(WAITER, 0, 50, HOLDER, Evidence.SOLE);
    AuditTable table = audit.table(_ -> true);
    assertEquals(0.25, table.wronglyNamed().share());
    assertEquals(0.5, table.overstated().share());
    assertEquals(0.25, table.another().share());
  }

  @Test
  void handoverIsRightWhereNoneHoldsAndNamesNoneWrongly() {
    sample(10, SampleSink.NO_OWNER);
    sample(20, OTHER);
    segment(WAITER, 0, 50, 0, Evidence.HANDOVER);
    AuditedClass handover = audited(Evidence.HANDOVER);
    assertEquals(1, handover.right());
    assertEquals(1, handover.other());
    assertEquals(0, handover.noOwner());
    assertEquals(0, audit.table(_ -> true).wronglyNamed().share());
  }

  @Test
  void anOwnerThatStillWaitsHasBeenHandedTheMutexAndDoesNotHoldIt() {
    sample(10, WAITER);
    segment(WAITER, 0, 50, HOLDER, Evidence.SNAPSHOT);
    segment(SECOND_WAITER, 0, 50, HOLDER, Evidence.SNAPSHOT);
    assertEquals(2, audited(Evidence.SNAPSHOT).noOwner());
    assertEquals(0, audited(Evidence.SNAPSHOT).other());
  }

  @Test
  void aSampleDuringAChangeSaysNothing() {
    sample(10, SampleSink.OWNER_CHANGED);
    sample(20, HOLDER);
    segment(WAITER, 0, 50, HOLDER, Evidence.PROVED);
    assertEquals(1, audited(Evidence.PROVED).samples());
    assertEquals(1, audit.table(_ -> true).changed());
  }

  private void ended(int waiter, long beginNs, long endNs) {
    audit.ended(waiter, beginNs, endNs, 0);
  }

  /**
   * As in the ledger: a wait that began before does not count, and the last one does to its end.
   */
  @Test
  void theWaitsCountThatBeginInTheMeasuredPart() {
    for (int timeNs = 10; timeNs <= 80; timeNs += 10) {
      sample(timeNs, HOLDER);
    }
    segment(WAITER, 5, 35, OTHER, Evidence.PROVED); // began too early
    segment(SECOND_WAITER, 25, 28, HOLDER, Evidence.SOLE);
    segment(SECOND_WAITER, 28, 65, HOLDER, Evidence.SOLE);
    ended(SECOND_WAITER, 25, 65);
    ended(WAITER, 5, 35);
    segment(WAITER, 55, 75, OTHER, Evidence.SNAPSHOT); // began too late
    AuditTable table = audit.table(timeNs -> timeNs >= 20 && timeNs <= 50);
    assertEquals(1, table.classes().size(), table.toString());
    assertEquals(4, table.classes().getFirst().samples()); // at 30 to 60
    assertEquals(5, table.samples());
    assertEquals(0, table.wronglyNamed().share());
  }

  /** Of a wait that lost its end, the next one of the thread is none of its parts. */
  @Test
  void aWaitThatLeavesAGapIsAnother() {
    sample(10, HOLDER);
    sample(20, HOLDER);
    sample(30, HOLDER);
    segment(WAITER, 5, 15, HOLDER, Evidence.PROVED);
    segment(WAITER, 18, 40, HOLDER, Evidence.PROVED);
    assertEquals(2, audit.table(timeNs -> timeNs >= 15).classes().getFirst().samples());
  }

  @Test
  void samplesOfSeveralBuffersComeIntoOrder() {
    sample(30, OTHER);
    sample(10, HOLDER);
    segment(WAITER, 0, 20, HOLDER, Evidence.PROVED);
    assertEquals(1, audited(Evidence.PROVED).right());
  }

  @Test
  void theDistanceIsThatToTheNearestLookOnEitherSide() {
    var looks = audit.looks();
    looks.waitBegin(1_000, WAITER, HOLDER, true, -1);
    sample(3_000, HOLDER);
    sample(100_000, OTHER);
    sample(199_000, OTHER);
    looks.waitBegin(150_000, WAITER, LockEvent.OWNER_UNREAD, true, -1); // no look
    looks.waitBegin(200_000, WAITER, HOLDER, true, -1);
    segment(WAITER, 0, 300_000, HOLDER, Evidence.SNAPSHOT);
    AuditTable table = audit.table(_ -> true);
    AuditedDistance near = table.distances().getFirst();
    assertEquals(2, near.samples()); // 2 µs after one and 1 µs before the next
    assertEquals(0.5, near.wronglyNamed().share());
    AuditedDistance far = table.distances().get(2);
    assertEquals(20_000, far.fromNs());
    assertEquals(1, far.samples());
    assertEquals(1.0, far.wronglyNamed().share());
  }

  @Test
  void recordedHoldsJudgeTheSameMoments() {
    sample(10, SampleSink.NO_OWNER);
    segment(WAITER, 0, 50, HOLDER, Evidence.SNAPSHOT);
    AuditTable table = audit.table(_ -> true, _ -> true, timeNs -> timeNs == 10 ? HOLDER : OTHER);
    assertEquals(1, table.classes().getFirst().right());
  }

  @Test
  void tooManySamplesAreThinnedAndTheSharesStay() {
    for (int i = 0; i < 400_000; i++) {
      long timeNs = 10L * i;
      sample(timeNs, i % 4 == 0 ? OTHER : HOLDER);
      for (int waiter = 100; waiter < 116; waiter++) {
        segment(waiter, timeNs, timeNs + 10, HOLDER, Evidence.SNAPSHOT);
      }
    }
    AuditTable table = audit.table(_ -> true);
    assertTrue(table.samples() < 300_000, table.toString());
    // Every second one was dropped: of i % 4 in {0, 2} half is wrong.
    assertTrue(table.wronglyNamed().share() > 0.2, table.toString());
    assertEquals(16 * table.samples(), table.classes().getFirst().samples());
  }
}
