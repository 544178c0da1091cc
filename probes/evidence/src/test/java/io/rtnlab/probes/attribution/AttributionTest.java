// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static io.rtnlab.probes.event.LockEvent.OWNER_CHANGING;
import static io.rtnlab.probes.event.LockEvent.OWNER_NONE;
import static io.rtnlab.probes.event.LockEvent.OWNER_UNREAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Concentration;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HoldCheck;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.LedgerRow;
import io.rtnlab.probes.ledger.WaitSplit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final int SLOW = 0;
  private static final int CHEAP = 1;

  private static final int V = 11;
  private static final int W = 12;
  private static final int X = 13;
  private static final int Y = 14;

  private static WaitSplit split(
      int waits, long proved, long snapshot, long inferred, long handover, long unknown) {
    return split(waits, proved, 0, snapshot, inferred, handover, unknown);
  }

  private static WaitSplit split(
      int waits,
      long proved,
      long sole,
      long snapshot,
      long inferred,
      long handover,
      long unknown) {
    return new WaitSplit(waits, proved, sole, snapshot, inferred, handover, 0, unknown, 0);
  }

  private static void assertSplit(WaitSplit expected, WaitSplit actual) {
    assertEquals(
        expected,
        new WaitSplit(
            actual.waits(),
            actual.provedNs(),
            actual.soleNs(),
            actual.snapshotNs(),
            actual.inferredNs(),
            actual.handoverNs(),
            actual.preemptedNs(),
            actual.unknownNs(),
            0));
  }

  private static long blamed(Ledger ledger, String waiter, String holder, Evidence evidence) {
    return ledger.blame().stream()
        .filter(
            cell ->
                cell.waiter().label().equals(waiter)
                    && cell.holder().label().equals(holder)
                    && cell.evidence() == evidence)
        .mapToLong(BlameCell::ns)
        .sum();
  }

  private static HolderBounds bounds(Ledger ledger, String holder) {
    return ledger.bounds().stream()
        .filter(bounds -> bounds.holder().label().equals(holder))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void waitsOutsideTheCountedPartStayInTheRowsOnly() {
    Attribution attribution =
        new Attribution(List.of("slow", "cheap"), ProbeCapabilities.CONTENTION);
    attribution.count(timeNs -> timeNs > 100);
    attribution.accept(new LockEvent.RequestBegin(90, V, CHEAP));
    attribution.accept(new LockEvent.WaitBegin(100, V, X, false, -1));
    attribution.accept(new LockEvent.WaitBegin(110, W, X, false, -1));
    attribution.accept(new LockEvent.Acquired(150, V, true, 0));
    attribution.accept(new LockEvent.RequestEnd(160, V, CHEAP, 0, 60));
    attribution.accept(new LockEvent.Acquired(170, W, true, 0));

    Ledger ledger = attribution.ledger();
    assertEquals(1, ledger.waits().waits());
    assertEquals(60, ledger.waits().totalNs());
    assertEquals(60, attribution.waitNs());
    assertEquals(60, ledger.blame().stream().mapToLong(BlameCell::ns).sum());
    assertEquals(50, ledger.operations().get(CHEAP).waiting().totalNs());
  }

  /** V waits for X, which is seen no more; Y's request comes and goes, open or closed. */
  private static Attribution passing(boolean queued, int operation) {
    Attribution attribution =
        new Attribution(List.of("slow", "cheap"), ProbeCapabilities.CONTENTION);
    attribution.count(timeNs -> timeNs > 50);
    attribution.accept(new LockEvent.RequestBegin(10, Y, SLOW));
    attribution.accept(new LockEvent.WaitBegin(20, Y, X, false, -1));
    attribution.accept(new LockEvent.Acquired(30, Y, true, 0));
    attribution.accept(new LockEvent.RequestEnd(40, Y, SLOW, 0, 30));
    attribution.accept(new LockEvent.WaitBegin(100, V, X, queued, -1));
    attribution.accept(new LockEvent.RequestBegin(110, Y, operation));
    attribution.accept(new LockEvent.RequestEnd(150, Y, operation, 0, 40));
    attribution.accept(new LockEvent.Acquired(200, V, true, 0));
    return attribution;
  }

  @Test
  void whoWasPassedByAnotherRequestIsBlamedNoLonger() {
    assertSplit(split(1, 0, 10, 0, 0, 90), passing(false, SLOW).ledger().waits());
  }

  @Test
  void anOperationThatNeverWaitedPassesUnnoticed() {
    assertSplit(split(1, 0, 100, 0, 0, 0), passing(false, CHEAP).ledger().waits());
  }

  @Test
  void noneCanPassWhileAWaiterIsQueued() {
    assertSplit(split(1, 0, 100, 0, 0, 0, 0), passing(true, SLOW).ledger().waits());
  }

  @Nested
  class Proof {
    @Test
    void theDiagramOfThePackage() {
      Ledger ledger =
          new Script()
              .begin(100, V, X)
              .queued(110, V, X)
              .begin(150, W, X)
              .released(200, X)
              .begin(210, Y, OWNER_NONE)
              .acquired(220, Y)
              .acquired(300, V)
              .ledger();
      // V: 10 snapshot X, 40 + 50 proved X, 20 handover, 80 sole Y. Y: 10 handover.
      assertSplit(split(2, 90, 80, 10, 0, 30, 0), ledger.waits());
      assertEquals(30, ledger.waits().handoverLowNs());
      assertEquals(120, ledger.waits().handoverHighNs());
      assertEquals(90, blamed(ledger, "thread 11", "thread 13", Evidence.PROVED));
      assertEquals(10, blamed(ledger, "thread 11", "thread 13", Evidence.SNAPSHOT));
      assertEquals(80, blamed(ledger, "thread 11", "thread 14", Evidence.SOLE));
      assertEquals(1, ledger.checks().stillOpen().waits());
    }

    @Test
    void withoutTheReleaseTheTailIsTheOwnersOrNoThreads() {
      Ledger ledger = new Script().queued(100, V, X).begin(150, W, X).acquired(220, V).ledger();
      assertSplit(split(1, 50, 70, 0, 0, 0, 0), ledger.waits());
      assertEquals(0, ledger.waits().handoverLowNs());
      assertEquals(70, ledger.waits().handoverHighNs());
    }

    @Test
    void anOwnerThatLeavesItsCpuWithoutTheMutexOwnsItNoMore() {
      Ledger spinning =
          new Script().begin(20, W, V).spinnerPreempted(30, V).acquired(1000, W).ledger();
      assertEquals(10, blamed(spinning, "thread 12", "thread 11", Evidence.SNAPSHOT));
      assertEquals(970, blamed(spinning, "thread 12", "free or handed over", Evidence.HANDOVER));
      assertEquals(0, spinning.waits().handoverLowNs()); // another may have got in unseen

      Ledger queued =
          new Script().queued(20, W, V).spinnerPreempted(30, V).acquired(1000, W).ledger();
      assertEquals(10, blamed(queued, "thread 12", "thread 11", Evidence.SOLE));
      assertEquals(970, blamed(queued, "thread 12", "free or handed over", Evidence.HANDOVER));
      assertEquals(970, queued.waits().handoverLowNs());
    }

    @Test
    void twoLooksProveNothingWhileTheFastPathIsOpen() {
      // V only spins: X may have let go and come back, or another in between, without an event.
      Ledger ledger = new Script().begin(100, V, X).begin(150, W, X).acquired(200, V).ledger();
      assertSplit(split(1, 0, 100, 0, 0, 0), ledger.waits());
    }

    @Test
    void theFastPathOpensAgainWhenTheLastWaiterLeavesTheList() {
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .acquired(200, V)
              .begin(210, W, V)
              .begin(250, Y, V)
              .acquired(300, W)
              .ledger();
      assertEquals(0, ledger.waits().provedNs());
    }

    @Test
    void aSpinningHeadOfTheListKeepsItClosed() {
      // Woken, V spins at the head of the list: its look carries the SPIN flag, the bit stays set.
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .begin(120, Y, X)
              .acquired(140, Y)
              .begin(150, V, Y)
              .begin(180, W, Y)
              .acquired(200, V)
              .ledger();
      assertEquals(40, blamed(ledger, "thread 11", "thread 14", Evidence.PROVED));
    }

    @Test
    void anAcquisitionInsideSplitsTheWait() {
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .begin(120, W, X)
              .acquired(150, W)
              .begin(190, Y, W)
              .acquired(200, V)
              .ledger();
      assertEquals(20, blamed(ledger, "thread 11", "thread 13", Evidence.PROVED));
      assertEquals(30, blamed(ledger, "thread 11", "thread 13", Evidence.SOLE));
      assertEquals(40, blamed(ledger, "thread 11", "thread 12", Evidence.PROVED));
      assertEquals(10, blamed(ledger, "thread 11", "thread 12", Evidence.SOLE));
      assertEquals(0, ledger.checks().proofs().contradictions());
    }

    @Test
    void aLookFromOutsideProvesAsMuchAsAWaitersOwn() {
      Ledger ledger =
          new Script().queued(100, V, X).looked(170, X).acquired(200, V).looked(250, V).ledger();
      assertSplit(split(1, 70, 30, 0, 0, 0, 0), ledger.waits());
    }

    @Test
    void aLookFromOutsideThatFindsAWaiterFindsAHandover() {
      Ledger ledger =
          new Script().queued(100, V, X).looked(170, V).looked(180, 0).acquired(200, V).ledger();
      assertSplit(split(1, 0, 70, 0, 0, 30, 0), ledger.waits());
      assertEquals(20, ledger.waits().handoverLowNs()); // before, V may have been the owner
    }

    @Test
    void aReleaseReportedAfterTheNextAcquisitionIsLateNews() {
      // sched_waking comes a moment after the owner was cleared: W may have got in already.
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .begin(140, W, X)
              .acquired(150, W)
              .released(151, X)
              .released(180, W)
              .acquired(200, V)
              .ledger();
      assertEquals(30, blamed(ledger, "thread 11", "thread 12", Evidence.PROVED));
      assertEquals(20, ledger.waits().handoverNs());
      assertTrue(ledger.checks().sound());
    }

    @Test
    void anOwnerByTrylockDisprovesNothing() {
      Ledger ledger = new Script().queued(100, V, X).begin(150, W, Y).acquired(200, V).ledger();
      assertEquals(50, blamed(ledger, "thread 11", "thread 13", Evidence.SNAPSHOT));
      assertEquals(50, blamed(ledger, "thread 11", "thread 14", Evidence.SOLE));
      assertEquals(0, ledger.checks().proofs().contradictions());
      assertEquals(1, ledger.checks().proofs().unseenAcquisitions());
    }

    @Test
    void whoUsesTrylockMayHaveHeldInAllThatIsNotProvedAnothers() {
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .begin(150, W, Y)
              .begin(160, W, Y)
              .acquired(200, W)
              .released(220, W)
              .acquired(250, V)
              .ledger();
      // V: 50 snapshot X, 50 sole Y, 20 proved W, 30 handover. W: 50 sole Y.
      assertSplit(split(2, 20, 100, 50, 0, 30, 0), ledger.waits());
      assertEquals(0, ledger.waits().handoverLowNs());
      HolderBounds y = bounds(ledger, "thread 14");
      assertEquals(0, y.lowNs());
      assertEquals(180, y.highNs());
    }

    @Test
    void anotherMayHaveHeldOnlyWhereTheFastPathWasOpen() {
      Ledger ledger =
          new Script()
              .begin(100, V, X)
              .queued(140, V, X)
              .begin(200, W, X)
              .acquired(230, W)
              .acquired(300, V)
              .ledger();
      // V: 40 snapshot X, 60 proved X, 30 sole X, 70 sole W. W: 30 sole X.
      assertEquals(60, bounds(ledger, "thread 13").lowNs());
      assertEquals(160, bounds(ledger, "thread 13").highNs());
      assertEquals(160, bounds(ledger, "thread 13").namedNs());
      assertEquals(0, bounds(ledger, "thread 12").lowNs());
      assertEquals(110, bounds(ledger, "thread 12").highNs());
    }

    @Test
    void whoGotInUnseenIsNamedFromTheEnd() {
      Ledger ledger =
          new Script().begin(100, V, OWNER_NONE).begin(150, W, X).acquired(200, V).ledger();
      assertSplit(split(1, 0, 100, 0, 0, 0), ledger.waits());
      assertEquals(100, blamed(ledger, "thread 11", "thread 13", Evidence.SNAPSHOT));
      assertEquals(100, ledger.waits().handoverHighNs());
    }

    @Test
    void noneIsNamedForTimeBeforeItsRequestBegan() {
      Ledger ledger =
          new Script()
              .begin(100, V, OWNER_NONE)
              .request(130, X, SLOW)
              .begin(150, W, X)
              .acquired(200, V)
              .ledger();
      assertSplit(split(1, 0, 70, 0, 0, 30), ledger.waits());
      assertEquals(70, blamed(ledger, "thread 11", "slow", Evidence.SNAPSHOT));
    }

    @Test
    void beforeTheFastPathWasClosedAnUnseenOwnerIsNone() {
      Ledger ledger = new Script().begin(100, V, X).queued(150, V, Y).acquired(200, V).ledger();
      assertEquals(0, ledger.checks().proofs().contradictions());
      assertEquals(1, ledger.checks().proofs().unseenAcquisitions());
    }
  }

  @Nested
  class Traps {
    @Test
    void manyBeginsAreOneWait() {
      Script script = new Script().begin(100, V, X);
      for (int look = 1; look < 990; look++) {
        script.queued(100 + look, V, X);
      }
      Ledger ledger = script.acquired(2_000, V).ledger();
      assertEquals(1, ledger.waits().waits());
      assertEquals(1_900, ledger.waits().totalNs());
    }

    @Test
    void aReleaseReportedEarlyAndAnAcquisitionReportedLateContradictNothing() {
      Ledger ledger =
          new Script()
              .acquiredAtOnce(100, X)
              .released(200, X)
              .begin(201, V, X)
              .acquired(210, V)
              .released(300, V)
              .begin(310, W, X)
              .acquiredAtOnce(311, X)
              .released(350, X)
              .acquired(360, W)
              .ledger(true);
      assertEquals(0, ledger.checks().proofs().contradictions());
      assertEquals(0, ledger.checks().proofs().unseenAcquisitions());
      assertEquals(39, blamed(ledger, "thread 12", "thread 13", Evidence.PROVED));
    }

    @Test
    void contendedIsNotWaited() {
      Ledger ledger = new Script().begin(100, V, OWNER_NONE).acquired(102, V).ledger();
      assertSplit(split(1, 0, 0, 0, 2, 0), ledger.waits());
      assertEquals(0, ledger.waits().namedShare());
    }

    /** As on two CPUs: the look began before the other thread got in, and ended after it had. */
    @Test
    void aLookThatWasNeverSteadySaysNothing() {
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .begin(140, W, OWNER_NONE)
              .acquired(150, W)
              .begin(151, Y, OWNER_CHANGING)
              .queued(170, Y, W)
              .acquired(200, V)
              .ledger();
      assertEquals(0, ledger.checks().proofs().contradictions());
      assertEquals(20, blamed(ledger, "thread 11", "thread 12", Evidence.PROVED));
      assertEquals(30, blamed(ledger, "thread 11", "thread 12", Evidence.SOLE));
    }

    @Test
    void aHandoffBlamesNoWaiter() {
      // The owner word names V, which sleeps with PICKUP set until the scheduler lets it run.
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .begin(150, W, V)
              .queued(160, W, V)
              .acquired(200, V)
              .acquired(300, W)
              .ledger();
      assertEquals(50, blamed(ledger, "thread 11", "thread 13", Evidence.SOLE));
      assertEquals(50, blamed(ledger, "thread 12", "free or handed over", Evidence.HANDOVER));
      assertEquals(100, blamed(ledger, "thread 12", "thread 11", Evidence.SOLE));
    }

    @Test
    void aWaiterThatSeesItselfAsOwnerIsBeingHandedTheMutex() {
      Ledger ledger = new Script().queued(100, V, X).begin(150, V, V).acquired(160, V).ledger();
      assertEquals(10, ledger.waits().handoverNs());
      assertEquals(0, ledger.checks().proofs().contradictions());
    }

    @Test
    void aDumpWaitsInTwoSystemCalls() {
      Ledger ledger =
          new Script()
              .request(0, V, SLOW)
              .begin(100, V, X)
              .acquired(150, V)
              .begin(300, V, X)
              .acquired(325, V)
              .done(500, V, SLOW, 400)
              .ledger();
      LedgerRow row = ledger.operations().get(SLOW);
      assertEquals(2, row.waiting().waits());
      assertEquals(75, row.waiting().totalNs());
      assertEquals(325, row.systemCallRestNs());
      assertEquals(100, row.remainderNs());
      assertEquals(75, row.perRequest().waiting().maxNs());
      assertNull(row.ownHold());
    }

    @Test
    void aWaitThatIsGivenUpSaysNothingOfTheOwner() {
      Ledger ledger =
          new Script()
              .queued(100, V, X)
              .queued(110, W, X)
              .interrupted(150, V)
              .acquired(200, W)
              .ledger();
      assertEquals(1, ledger.checks().leftOut().interruptedWaits());
      assertEquals(
          50,
          blamed(ledger, "thread 11", "thread 13", Evidence.PROVED)
              + blamed(ledger, "thread 11", "thread 13", Evidence.SOLE));
      assertEquals(0, blamed(ledger, "thread 12", "thread 11", Evidence.SNAPSHOT));
      assertEquals(90, blamed(ledger, "thread 12", "thread 13", Evidence.SOLE));
    }

    @Test
    void aWaiterGivenUpNoLongerKeepsTheFastPathClosed() {
      Ledger ledger =
          new Script()
              .begin(90, W, X)
              .queued(100, V, X)
              .interrupted(150, V)
              .begin(180, Y, X)
              .acquired(200, W)
              .ledger();
      assertEquals(0, ledger.waits().provedNs());
    }

    @Test
    void anOwnerOfOursThatEndsItsRequestOwnsNoLonger() {
      Ledger ledger =
          new Script()
              .request(0, X, SLOW)
              .queued(100, V, X)
              .done(150, X, SLOW, 150)
              .acquired(200, V)
              .ledger();
      assertEquals(50, blamed(ledger, "thread 11", "slow", Evidence.SOLE));
      assertEquals(50, ledger.waits().handoverNs());
      assertEquals(0, ledger.checks().sums().holdersOutsideRequest());
    }

    @Test
    void aThreadOfOursBlamedOutsideItsRequestIsCounted() {
      Ledger ledger =
          new Script()
              .request(0, X, SLOW)
              .done(50, X, SLOW, 50)
              .begin(100, V, X)
              .acquired(200, V)
              .ledger();
      assertEquals(1, ledger.checks().sums().holdersOutsideRequest());
      assertFalse(ledger.checks().sound());
    }

    @Test
    void aForeignWaiterIsKeptApart() {
      Ledger ledger =
          new Script()
              .request(0, X, SLOW)
              .seen(1, V, 900, "ip")
              .begin(100, V, X)
              .acquired(150, V)
              .done(500, X, SLOW, 400)
              .ledger();
      assertEquals(50, ledger.statistics().foreign().totalNs());
      assertEquals(0, ledger.operations().get(SLOW).waiting().totalNs());
      assertEquals(50, blamed(ledger, "ip[900]", "slow", Evidence.SNAPSHOT));
    }

    @Test
    void aForeignHolderIsNamedEvenIfItsNameComesLater() {
      Ledger ledger =
          new Script()
              .request(0, V, CHEAP)
              .begin(100, V, X)
              .seen(101, X, 900, "ip")
              .acquired(150, V)
              .begin(160, V, W)
              .seen(161, W, 77, "kworker/u8:2-netns")
              .acquired(170, V)
              .done(200, V, CHEAP, 180)
              .ledger();
      assertEquals(50, blamed(ledger, "cheap", "ip[900]", Evidence.SNAPSHOT));
      assertEquals(10, blamed(ledger, "cheap", "kworker netns", Evidence.SNAPSHOT));
    }

    @Test
    void anIdThatIsGivenAgainIsAnotherProcess() {
      Ledger ledger =
          new Script()
              .seen(1, X, X, "ip")
              .begin(100, V, X)
              .acquired(150, V)
              .seen(200, X, 99, "bird")
              .begin(300, V, X)
              .acquired(370, V)
              .ledger();
      assertEquals(50, blamed(ledger, "thread 11", "ip[13]", Evidence.SNAPSHOT));
      assertEquals(70, blamed(ledger, "thread 11", "bird[99]", Evidence.SNAPSHOT));
    }

    @Test
    void aThreadHasTheNameThatItHadDuringTheHold() {
      Ledger ledger =
          new Script()
              .seen(1, X, 900, "runc:[2:INIT]")
              .begin(100, V, X)
              .acquired(150, V)
              .seen(200, X, 900, "nginx")
              .begin(300, V, X)
              .acquired(370, V)
              .seen(400, X, 900, "runc:[2:INIT]")
              .begin(500, V, X)
              .acquired(501, V)
              .ledger();
      assertEquals(51, blamed(ledger, "thread 11", "runc:[2:INIT][900]", Evidence.SNAPSHOT));
      assertEquals(70, blamed(ledger, "thread 11", "nginx[900]", Evidence.SNAPSHOT));
    }

    @Test
    void aWorkerIsBlamedByTheFunctionOfItsWorkOnce() {
      Ledger ledger =
          new Script()
              .stack(1, "synchronize_rcu", "inet_rtm_newroute", "process_one_work", "worker_thread")
              .seen(1, X, X, "kworker/u8:2+netns(cleanup_net)")
              .begin(100, V, X)
              .ownerSleeps(110, X, 1)
              .woken(120, X)
              .acquired(150, V)
              .seen(200, X, X, "kworker/u8:2+netns@ffffffff81234567")
              .begin(300, V, X)
              .acquired(370, V)
              .ledger();
      assertEquals(10, blamed(ledger, "thread 11", "kworker netns (cleanup_net)", Evidence.PROVED));
      assertEquals(
          40, blamed(ledger, "thread 11", "kworker netns (cleanup_net)", Evidence.SNAPSHOT));
      assertEquals(70, blamed(ledger, "thread 11", "kworker netns", Evidence.SNAPSHOT));
    }

    @Test
    void aWorkerIsBlamedByTheQueueItServes() {
      Ledger ledger =
          new Script()
              .seen(1, X, X, "kworker/u8:2+netns")
              .begin(100, V, X)
              .acquired(150, V)
              .seen(200, X, X, "kworker/u8:2+events_unbound")
              .begin(300, V, X)
              .acquired(370, V)
              .seen(400, Y, Y, "kworker/u8:3+netns")
              .begin(500, V, Y)
              .acquired(504, V)
              .ledger();
      assertEquals(54, blamed(ledger, "thread 11", "kworker netns", Evidence.SNAPSHOT));
      assertEquals(70, blamed(ledger, "thread 11", "kworker events_unbound", Evidence.SNAPSHOT));
    }
  }

  /** Its release is inside the call, not between that and the request's end. */
  @Test
  void theEndOfASystemCallBoundsWhatItsThreadHeld() {
    Ledger ledger =
        new Script()
            .request(50, X, SLOW)
            .queued(100, V, X)
            .called(300, X)
            .done(900, X, SLOW, 0)
            .acquired(1000, V)
            .ledger();
    assertEquals(200, blamed(ledger, "thread 11", "slow", Evidence.SOLE));
    assertEquals(700, ledger.waits().handoverNs());
  }

  @Nested
  class WithoutACpu {
    @Test
    void aSpinnerWithoutOneAccusesNoUnknownThread() {
      Ledger ledger =
          new Script()
              .request(50, X, SLOW)
              .begin(100, V, X)
              .done(150, X, SLOW, 0)
              .spinnerPreempted(180, V)
              .begin(400, W, OWNER_NONE)
              .acquired(405, W)
              .queued(500, V, W)
              .acquired(600, V)
              .ledger();
      // V: 50 snapshot X, 30 unknown, 220 without a CPU, 5 free, 195 snapshot W. W: 5 free.
      assertEquals(220, blamed(ledger, "thread 11", "waiter had no CPU", Evidence.PREEMPTED));
      assertEquals(220, ledger.waits().preemptedNs());
      assertEquals(30, ledger.waits().unknownNs());
      assertEquals(505, ledger.waits().totalNs());
    }

    /**
     * W's request ends and Y's begins while V has no CPU; the one that waits itself did not hold.
     */
    @Test
    void requestsOfOursThatRanMeanwhileAreNamed() {
      Ledger ledger =
          new Script()
              .request(20, W, CHEAP)
              .request(50, X, SLOW)
              .begin(100, V, X)
              .done(150, X, SLOW, 0)
              .spinnerPreempted(180, V)
              .done(200, W, CHEAP, 0)
              .begin(400, W, OWNER_NONE)
              .acquired(405, W)
              .queued(500, V, W)
              .acquired(600, V)
              .ledger();
      assertEquals(
          220, blamed(ledger, "thread 11", "waiter had no CPU; ran: cheap", Evidence.PREEMPTED));
      assertEquals(220, ledger.waits().preemptedNs());
    }

    @Test
    void whoIsKnownToOwnIsBlamedStill() {
      Ledger ledger =
          new Script()
              .begin(100, V, X)
              .spinnerPreempted(110, V)
              .begin(200, W, X)
              .queued(300, V, X)
              .acquired(400, V)
              .ledger();
      assertEquals(0, ledger.waits().preemptedNs());
      assertEquals(200, blamed(ledger, "thread 11", "thread 13", Evidence.SNAPSHOT));
      assertEquals(100, blamed(ledger, "thread 11", "thread 13", Evidence.SOLE));
    }

    @Test
    void itsNextEventShowsThatItRuns() {
      Ledger ledger =
          new Script()
              .request(50, X, SLOW)
              .begin(100, V, X)
              .spinnerPreempted(110, V)
              .done(150, X, SLOW, 0)
              .acquired(200, V)
              .request(210, X, SLOW)
              .begin(300, V, X)
              .done(310, X, SLOW, 0)
              .acquired(350, V)
              .ledger();
      assertEquals(50, ledger.waits().preemptedNs());
      assertEquals(40, ledger.waits().unknownNs());
    }
  }

  @Nested
  class Inference {
    @Test
    void anUnreadOwnerIsOnlyInferredWhileTheFastPathIsOpen() {
      Ledger ledger =
          new Script()
              .begin(100, V, OWNER_UNREAD)
              .begin(110, W, OWNER_UNREAD)
              .acquired(150, W)
              .acquired(200, V)
              .ledger();
      assertEquals(50, blamed(ledger, "thread 11", "thread 12", Evidence.INFERRED));
    }

    @Test
    void anUnreadOwnerIsTheLastToAcquireOrNoneWhileTheFastPathIsClosed() {
      Ledger ledger =
          new Script()
              .queued(100, V, OWNER_UNREAD)
              .begin(110, W, OWNER_UNREAD)
              .acquired(150, W)
              .acquired(200, V)
              .ledger();
      assertEquals(50, blamed(ledger, "thread 11", "thread 12", Evidence.SOLE));
      assertEquals(50, blamed(ledger, "thread 11", "unknown", Evidence.UNKNOWN));
      assertEquals(0, ledger.waits().provedNs() + ledger.waits().snapshotNs());
    }

    @Test
    void acquiredAndReleasedWhileTheFastPathIsClosedIsProof() {
      // No look at the owner is needed: V stands in the list from 100 on.
      Ledger ledger =
          new Script()
              .queued(100, V, OWNER_UNREAD)
              .released(140, X)
              .begin(145, W, OWNER_UNREAD)
              .acquired(150, W)
              .released(190, W)
              .acquired(200, V)
              .ledger();
      assertEquals(40, blamed(ledger, "thread 11", "thread 12", Evidence.PROVED));
      assertEquals(new HoldCheck(1, 0, 0, 0, 0), ledger.holds());
    }

    @Test
    void aHoldThatMayHaveBeenTwoIsNotRebuilt() {
      Ledger ledger =
          new Script()
              .begin(100, V, OWNER_UNREAD)
              .acquired(110, V)
              .queued(500, W, OWNER_UNREAD)
              .released(600, V)
              .acquired(610, W)
              .ledger();
      assertEquals(0, ledger.holds().holds());
    }

    @Test
    void whoWaitsItselfIsNoLongerInferred() {
      Ledger ledger =
          new Script()
              .queued(100, V, OWNER_UNREAD)
              .begin(110, W, OWNER_UNREAD)
              .acquired(120, W)
              .begin(150, W, OWNER_UNREAD)
              .acquired(200, V)
              .ledger();
      // V stood in the list all along: no thread but W can have come and gone, so it is free.
      assertEquals(30, blamed(ledger, "thread 11", "thread 12", Evidence.SOLE));
      assertEquals(50, blamed(ledger, "thread 11", "free or handed over", Evidence.HANDOVER));
    }
  }

  @Nested
  class EveryAcquisition {
    @Test
    void ownHoldsAreMeasured() {
      Ledger ledger =
          new Script()
              .request(0, V, SLOW)
              .acquiredAtOnce(10, V)
              .request(20, W, CHEAP)
              .begin(30, W, V)
              .released(60, V)
              .acquired(65, W)
              .done(70, V, SLOW, 65)
              .released(80, W)
              .done(90, W, CHEAP, 65)
              .ledger(true);
      LedgerRow.OwnHold hold = ledger.operations().get(SLOW).ownHold();
      assertNotNull(hold);
      assertEquals(1, hold.holds());
      assertEquals(50, hold.ns());
      assertEquals(15, ledger.operations().get(SLOW).systemCallRestNs());
      assertEquals(15, ledger.operations().get(CHEAP).systemCallRestNs());
      assertEquals(30, blamed(ledger, "cheap", "slow", Evidence.PROVED));
      assertEquals(5, ledger.waits().handoverNs());
      assertTrue(ledger.checks().sound());
    }

    @Test
    void anAcquirerPreemptedOnItsWayInIsCountedAndCorrected() {
      Ledger ledger =
          new Script()
              .request(0, V, SLOW)
              .request(0, W, CHEAP)
              .acquiredAtOnce(10, V)
              .acquiredAtOnce(20, W)
              .released(60, V)
              .released(80, W)
              .done(100, V, SLOW, 90)
              .done(100, W, CHEAP, 90)
              .ledger(true);
      assertEquals(1, ledger.holds().overlaps());
      assertEquals(40, ledger.holds().worstOverlapNs());
      LedgerRow.OwnHold hold = ledger.operations().get(CHEAP).ownHold();
      assertNotNull(hold);
      assertEquals(20, hold.ns());
    }
  }

  @Nested
  class Loss {
    @Test
    void aGapClosesWhatIsOpenAndProvesNothing() {
      Ledger ledger =
          new Script()
              .request(0, V, SLOW)
              .queued(100, V, X)
              .lost(120, 180, 7)
              .acquired(150, W)
              .begin(160, Y, X)
              .acquired(190, V)
              .done(200, V, SLOW, 150)
              .ledger();
      assertEquals(1, ledger.checks().leftOut().waits());
      assertEquals(20, ledger.checks().leftOut().waitNs());
      assertEquals(1, ledger.checks().leftOut().endsWithoutBegin());
      assertEquals(2, ledger.checks().gaps().eventsInside());
      assertEquals(7, ledger.checks().gaps().lostEvents());
      assertEquals(60, ledger.checks().gaps().lengthNs());
      assertEquals(0, ledger.waits().waits());
      assertEquals(1, ledger.operations().get(SLOW).requests().incomplete());
    }

    @Test
    void afterAGapTheNextWaitCounts() {
      Ledger ledger =
          new Script()
              .lost(0, 50, -1)
              .request(60, V, SLOW)
              .queued(100, V, X)
              .begin(120, W, X)
              .acquired(150, V)
              .done(200, V, SLOW, 120)
              .ledger();
      assertEquals(20, ledger.waits().provedNs());
      assertEquals(0, ledger.operations().get(SLOW).requests().incomplete());
    }

    @Test
    void aWaitStillOpenWhenItsRequestEndsIsUnmatched() {
      Ledger ledger =
          new Script().request(0, V, SLOW).begin(100, V, X).done(200, V, SLOW, 150).ledger();
      assertEquals(1, ledger.checks().leftOut().waits());
      assertEquals(0, ledger.waits().waits());
    }

    @Test
    void anEventOlderThanItsPredecessorIsCounted() {
      Ledger ledger = new Script().begin(100, V, X).acquired(200, V).begin(190, W, V).ledger();
      assertEquals(1, ledger.checks().order().outOfOrder());
    }
  }

  @Nested
  class Laws {
    @Test
    void aNegativePartIsCountedAndStaysInTheSum() {
      Ledger ledger =
          new Script()
              .request(0, V, SLOW)
              .begin(100, V, X)
              .acquired(190, V)
              .done(200, V, SLOW, 50)
              .ledger();
      assertEquals(1, ledger.checks().sums().negativeParts());
      assertEquals(-40, ledger.checks().sums().worstNegativeNs());
      assertEquals(-40, ledger.operations().get(SLOW).systemCallRestNs());
    }

    @Test
    void systemCallsBeyondTheWallAreCounted() {
      Ledger ledger = new Script().request(0, V, SLOW).done(100, V, SLOW, 130).ledger();
      assertEquals(1, ledger.checks().sums().negativeParts());
      assertEquals(-30, ledger.checks().sums().worstNegativeNs());
    }

    @Test
    void fewWaitsMakeMostOfTheTime() {
      Script script = new Script();
      long now = 0;
      for (int wait = 0; wait < 100; wait++) {
        long lengthNs = wait == 50 ? 1_000_000 : 100;
        script.begin(now, V, X).acquired(now + lengthNs, V);
        now += lengthNs + 10;
      }
      Concentration few = script.ledger().statistics().concentration();
      assertEquals(new Concentration(0.9, 1, 1, 100), few);
    }

    @Test
    void anEmptyStreamIsAnEmptyLedger() {
      Ledger ledger = new Script().ledger();
      assertEquals(0, ledger.waits().totalNs());
      assertEquals(0, ledger.spanNs());
      assertTrue(ledger.checks().sound());
    }
  }
}
