// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.HolderTime;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.LongWait;
import io.rtnlab.probes.ledger.OffCpu;
import io.rtnlab.probes.stack.SleepReason;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holders do: their handlers, their sleeps, and what the ledger makes of them. */
class HoldersTest {
  private static final int SLOW = 0;
  private static final int CHEAP = 1;

  private static final int V = 11;
  private static final int W = 12;
  private static final int X = 13;
  private static final int Y = 14;

  private static final int DELETING = 1;
  private static final int GRACE_PERIOD = 2;
  private static final int REQUEST = 3;
  private static final int AFTER_HOLD = 4;
  private static final int ADDING = 5;

  private static final HolderState RCU =
      new HolderState.Asleep(new SleepReason(SleepReason.Kind.RCU, "synchronize_rcu"));

  private static Script script() {
    return new Script()
        .stack(DELETING, "wake_up_q", "__mutex_unlock_slowpath.isra.0", "rtnl_dellink")
        .stack(GRACE_PERIOD, "__schedule", "schedule", "synchronize_rcu", "rtnl_dellink")
        .stack(REQUEST, "wake_up_q", "__mutex_unlock_slowpath.isra.0", "rtnetlink_rcv_msg")
        .stack(AFTER_HOLD, "schedule", "rcu_barrier", "netdev_run_todo", "rtnl_dellink")
        .stack(ADDING, "__mutex_lock.constprop.0", "inet_rtm_newroute")
        .seen(0, X, 900, "ip");
  }

  private static long blamed(Ledger ledger, String holder) {
    return ledger.blame().stream()
        .filter(cell -> cell.holder().label().equals(holder))
        .mapToLong(BlameCell::ns)
        .sum();
  }

  private static long proved(Ledger ledger, String holder) {
    return ledger.blame().stream()
        .filter(cell -> cell.holder().label().equals(holder))
        .filter(cell -> cell.evidence() == Evidence.PROVED)
        .mapToLong(BlameCell::ns)
        .sum();
  }

  private static long meanwhile(Ledger ledger, String holder, HolderState doing) {
    return ledger.holders().stream()
        .filter(time -> time.holder().label().equals(holder) && time.state().equals(doing))
        .mapToLong(HolderTime::ns)
        .sum();
  }

  private static OffCpu offCpu(Ledger ledger, int operation) {
    return assertNotNullOf(ledger.operations().get(operation).offCpu());
  }

  private static OffCpu assertNotNullOf(@org.jspecify.annotations.Nullable OffCpu offCpu) {
    assertNotNull(offCpu);
    return offCpu;
  }

  @Nested
  class Handlers {
    @Test
    void aStackAtTheReleaseNamesTheWholeHold() {
      Ledger ledger =
          script().queued(100, V, X).released(400, X, DELETING).acquired(410, V).ledger();
      assertEquals(300, blamed(ledger, "ip[900] (rtnl_dellink)"));
      assertEquals(0, blamed(ledger, "ip[900]"));
    }

    @Test
    void withoutAStackTheProcessAlone() {
      Ledger ledger = script().queued(100, V, X).released(400, X).acquired(410, V).ledger();
      assertEquals(300, blamed(ledger, "ip[900]"));
    }

    @Test
    void aReleaseReportedAfterTheNextAcquisitionStillNamesItsHold() {
      // Y spins, gets the mutex before X's event, and V waits on.
      Ledger ledger =
          script()
              .queued(100, V, X)
              .begin(110, Y, X)
              .acquired(400, Y)
              .released(402, X, DELETING)
              .acquired(500, V)
              .ledger();
      assertEquals(300 + 290, blamed(ledger, "ip[900] (rtnl_dellink)"));
      assertEquals(100, blamed(ledger, "thread 14"));
    }

    @Test
    void theHandlerOfOneHoldIsNotThatOfTheNext() {
      Ledger ledger =
          script()
              .queued(100, V, X)
              .released(200, X, DELETING)
              .acquired(210, V)
              .queued(300, W, X)
              .released(350, X)
              .acquired(360, W)
              .ledger();
      assertEquals(100, blamed(ledger, "ip[900] (rtnl_dellink)"));
      assertEquals(50, blamed(ledger, "ip[900]"));
    }

    @Test
    void aLookWhileAnotherMayHaveComeBetweenIsNotKnownToBeOfTheSameHold() {
      Ledger ledger =
          script()
              .begin(100, V, X)
              .queued(200, V, X)
              .released(400, X, DELETING)
              .acquired(410, V)
              .ledger();
      assertEquals(100, blamed(ledger, "ip[900]"));
      assertEquals(200, blamed(ledger, "ip[900] (rtnl_dellink)"));
    }

    @Test
    void whatItWaitedToDoIsWhatItDoes() {
      // X waits with a stack, gets the mutex, and its release never shows.
      Ledger ledger =
          script()
              .queued(100, X, Y, ADDING)
              .queued(110, V, Y)
              .acquired(200, X)
              .acquired(300, V)
              .ledger();
      assertEquals(100, blamed(ledger, "ip[900] (inet_rtm_newroute)"));
    }

    @Test
    void aWaiterIsNamedByWhatItWaitsToDo() {
      Ledger ledger = script().queued(100, X, V, ADDING).acquired(300, X).ledger();
      assertEquals("ip[900] (inet_rtm_newroute)", ledger.blame().getFirst().waiter().label());
    }

    @Test
    void aHandlerThatSaysMoreReplacesTheGeneralOne() {
      // 6.12 and older let go in rtnetlink_rcv_msg; only the sleep shows what it was about.
      Ledger ledger =
          script()
              .queued(100, V, X)
              .ownerSleeps(150, X, GRACE_PERIOD)
              .runs(250, X)
              .released(400, X, REQUEST)
              .acquired(410, V)
              .ledger();
      assertEquals(300, blamed(ledger, "ip[900] (rtnl_dellink)"));
    }

    @Test
    void theGeneralOneIsBetterThanNone() {
      Ledger ledger =
          script().queued(100, V, X).released(400, X, REQUEST).acquired(410, V).ledger();
      assertEquals(300, blamed(ledger, "ip[900] (rtnetlink_rcv_msg)"));
    }

    @Test
    void ourOwnAreReportedByTheirOperation() {
      Ledger ledger =
          script()
              .request(50, Y, SLOW)
              .queued(100, V, Y)
              .released(400, Y, DELETING)
              .acquired(410, V)
              .ledger();
      assertEquals(300, blamed(ledger, "slow"));
    }

    @Test
    void aWaitThatMeetsOneHolderTwiceCountsOnce() {
      Ledger ledger =
          script()
              .queued(100, V, X)
              .released(200, X, DELETING)
              .begin(210, X, 0)
              .acquired(220, X)
              .released(300, X, DELETING)
              .acquired(310, V)
              .ledger();
      BlameCell cell =
          ledger.blame().stream()
              .filter(c -> c.holder().label().equals("ip[900] (rtnl_dellink)"))
              .findFirst()
              .orElseThrow();
      assertEquals(1, cell.waits());
      assertEquals(180, cell.ns());
    }
  }

  @Nested
  class Sleeping {
    @Test
    void aSleepingOwnerHoldsOnEvenIfTheFastPathIsOpen() {
      // No thread is queued, yet none but X can let go.
      Ledger ledger =
          script()
              .ownerSleeps(50, X, GRACE_PERIOD)
              .begin(100, V, X)
              .runs(250, X)
              .acquired(300, V)
              .ledger();
      assertEquals(150, proved(ledger, "ip[900] (rtnl_dellink)"));
      assertEquals(50, blamed(ledger, "ip[900] (rtnl_dellink)") - 150);
      assertEquals(0, ledger.checks().proofs().contradictions());
    }

    @Test
    void theTimeUntilItsWakeUpIsItsSleepAndThenItWantsACpu() {
      Ledger ledger =
          script()
              .queued(100, V, X)
              .ownerSleeps(120, X, GRACE_PERIOD)
              .woken(200, X)
              .runs(210, X)
              .released(300, X, DELETING)
              .acquired(310, V)
              .ledger();
      String ip = "ip[900] (rtnl_dellink)";
      assertEquals(80, meanwhile(ledger, ip, RCU));
      assertEquals(10, meanwhile(ledger, ip, HolderState.WANTING_CPU));
      assertEquals(20 + 90, meanwhile(ledger, ip, HolderState.RUNNING));
    }

    @Test
    void aReturnThatDidNotShowIsNoWantOfCpu() {
      Ledger ledger =
          script()
              .queued(100, V, X)
              .ownerSleeps(120, X, GRACE_PERIOD)
              .woken(200, X)
              .begin(250, W, X)
              .released(300, X, DELETING)
              .acquired(310, V)
              .ledger();
      String ip = "ip[900] (rtnl_dellink)";
      assertEquals(80, meanwhile(ledger, ip, RCU));
      assertEquals(0, meanwhile(ledger, ip, HolderState.WANTING_CPU));
      assertEquals(20 + 100, meanwhile(ledger, ip, HolderState.RUNNING));
      assertEquals(200, proved(ledger, ip));
      assertEquals(1, ledger.checks().proofs().unseenReturns());
    }

    @Test
    void whoComesBackUnseenMayLetGoUnseen() {
      Ledger ledger =
          script()
              .ownerSleeps(50, X, GRACE_PERIOD)
              .begin(100, V, X)
              .woken(150, X)
              .begin(170, V, X)
              .acquired(200, V)
              .ledger();
      assertEquals(50, proved(ledger, "ip[900] (rtnl_dellink)"));
      assertEquals(1, ledger.checks().proofs().unseenReturns());
      assertEquals(0, ledger.checks().proofs().contradictions());
    }

    @Test
    void whoComesBackWithoutTheMutexWasBackBefore() {
      Ledger ledger =
          script()
              .ownerSleeps(50, X, GRACE_PERIOD)
              .begin(100, V, X)
              .woken(150, X)
              .runsWithout(190, X)
              .acquired(200, V)
              .ledger();
      assertEquals(0, meanwhile(ledger, "ip[900] (rtnl_dellink)", HolderState.WANTING_CPU));
      assertEquals(1, ledger.checks().proofs().unseenReturns());
      assertTrue(ledger.checks().sound());
    }

    /** Between its release, reported just before, and the release itself. */
    @Test
    void whoIsPreemptedAsItLetsGoKeepsNoneAway() {
      Ledger ledger =
          script()
              .acquiredAtOnce(50, X)
              .queued(100, V, X)
              .released(150, X)
              .ownerPreempted(151, X)
              .acquired(200, V)
              .ledger(true);
      assertEquals(0, meanwhile(ledger, "ip[900]", HolderState.WANTING_CPU));
      assertEquals(0, ledger.checks().proofs().unseenReturns());
      assertEquals(50, blamed(ledger, "free or handed over"));
      assertTrue(
          ledger.longest().getFirst().parts().stream()
              .allMatch(part -> part.state().equals(HolderState.RUNNING)));
      assertTrue(ledger.checks().sound());
    }

    @Test
    void aPreemptedOwnerWantsACpu() {
      Ledger ledger =
          script()
              .queued(100, V, X)
              .ownerPreempted(120, X)
              .runs(200, X)
              .released(300, X)
              .acquired(310, V)
              .ledger();
      assertEquals(80, meanwhile(ledger, "ip[900]", HolderState.WANTING_CPU));
    }

    @Test
    void aSleepThatTheWaiterFoundCountsFromItsOwnBegin() {
      Ledger ledger =
          script()
              .ownerSleeps(50, X, GRACE_PERIOD)
              .queued(100, V, X)
              .runs(150, X)
              .released(160, X)
              .acquired(170, V)
              .ledger();
      assertEquals(50, meanwhile(ledger, "ip[900] (rtnl_dellink)", RCU));
    }

    @Test
    void anAcquisitionWhileTheOwnerIsAwayContradictsIt() {
      Ledger ledger =
          script().ownerSleeps(50, X, GRACE_PERIOD).queued(100, V, X).acquired(200, V).ledger();
      assertEquals(1, ledger.checks().proofs().contradictions());
    }

    @Test
    void whoGotTheMutexAndHasNotReportedYetIsNotBlamedAsAnOwner() {
      // Y took it while spinning and was preempted before contention_end.
      Ledger ledger =
          script()
              .begin(90, Y, X)
              .queued(100, V, X)
              .ownerPreempted(200, Y)
              .runs(250, Y)
              .acquired(260, Y)
              .acquired(300, V)
              .ledger();
      assertEquals(0, blamed(ledger, "our thread outside its request"));
      assertEquals(50 + 10 + 50 + 10, blamed(ledger, "free or handed over"));
      assertTrue(ledger.checks().sound());
    }

    @Test
    void aLossForgetsWhoSleeps() {
      Ledger ledger =
          script()
              .ownerSleeps(50, X, GRACE_PERIOD)
              .lost(60, 90, 3)
              .begin(100, V, Y)
              .acquired(150, V)
              .ledger();
      assertEquals(0, ledger.checks().proofs().contradictions());
      assertEquals(50, blamed(ledger, "thread 14"));
    }
  }

  @Nested
  class OurOwn {
    @Test
    void aHoldIsSplitIntoSleepAndWantOfCpu() {
      Ledger ledger =
          script()
              .request(0, V, SLOW)
              .ownerSleeps(100, V, GRACE_PERIOD)
              .woken(180, V)
              .runs(200, V)
              .ownerPreempted(210, V)
              .runs(240, V)
              .done(300, V, SLOW, 290)
              .ledger();
      assertEquals(new OffCpu(80, 80, 20 + 30, 0, 0, 0), offCpu(ledger, SLOW));
      assertEquals(130, ledger.operations().get(SLOW).offCpuRestNs());
      assertTrue(ledger.checks().sound());
    }

    @Test
    void afterTheHoldIsAPhaseOfItsOwn() {
      // netdev_run_todo has let go before it sleeps: W gets the mutex meanwhile.
      Ledger ledger =
          script()
              .request(0, V, SLOW)
              .released(90, V, AFTER_HOLD)
              .sleeps(100, V, AFTER_HOLD)
              .begin(110, W, 0)
              .acquired(120, W)
              .woken(400, V)
              .runs(410, V)
              .done(450, V, SLOW, 440)
              .ledger();
      assertEquals(new OffCpu(0, 0, 0, 310, 0, 0), offCpu(ledger, SLOW));
      assertEquals(0, blamed(ledger, "slow"));
    }

    @Test
    void aSleepElsewhereIsReported() {
      Ledger ledger =
          script()
              .request(0, V, CHEAP)
              .sleeps(100, V, GRACE_PERIOD)
              .runs(150, V)
              .done(200, V, CHEAP, 190)
              .ledger();
      assertEquals(new OffCpu(0, 0, 0, 0, 50, 50), offCpu(ledger, CHEAP));
    }

    @Test
    void aSleepLongerThanItsSystemCallsIsCounted() {
      Ledger ledger =
          script()
              .request(0, V, CHEAP)
              .sleeps(100, V, GRACE_PERIOD)
              .runs(150, V)
              .done(200, V, CHEAP, 40)
              .ledger();
      assertEquals(1, ledger.checks().sums().negativeParts());
      assertEquals(-10, ledger.checks().sums().worstNegativeNs());
    }

    @Test
    void whatIsNotSeenIsAbsentNotZero() {
      Ledger ledger =
          script().request(0, V, CHEAP).done(10, V, CHEAP, 5).ledger(ProbeCapabilities.CONTENTION);
      assertNull(ledger.operations().get(CHEAP).offCpu());
    }
  }

  @Nested
  class Longest {
    @Test
    void theChainOfALongWait() {
      Ledger ledger =
          script()
              .request(50, V, CHEAP)
              .queued(100, V, X)
              .ownerSleeps(120, X, GRACE_PERIOD)
              .woken(900, X)
              .runs(910, X)
              .released(1000, X, DELETING)
              .acquired(1010, V)
              .ledger();
      LongWait wait = ledger.longest().getFirst();
      assertEquals("cheap", wait.waiter().label());
      assertEquals(V, wait.thread());
      assertEquals(910, wait.lengthNs());
      LongWait.Part part = wait.parts().getFirst();
      assertEquals("ip[900] (rtnl_dellink)", part.holder().label());
      assertEquals(RCU, part.state());
      assertEquals(780, part.ns());
      assertEquals(910, wait.parts().stream().mapToLong(LongWait.Part::ns).sum());
    }

    @Test
    void onlyTheLongestAreKept() {
      Script script = script();
      for (int i = 0; i < 100; i++) {
        int lengthNs = 1 + (i * 37) % 100;
        script.begin(1_000L * i, V, 0).acquired(1_000L * i + lengthNs, V);
      }
      List<Long> lengths = script.ledger().longest().stream().map(LongWait::lengthNs).toList();
      assertEquals(List.of(100L, 99L, 98L, 97L, 96L, 95L, 94L, 93L), lengths);
    }
  }

  @Nested
  class Traps {
    @Test
    void onALockdepKernelEveryAcquisitionBeginsAWaitAndNoneWaits() {
      // mutex_lock_nested() has no fast path: contention_begin fires on a free mutex too.
      Script script = new Script();
      for (int i = 0; i < 200; i++) {
        script.queued(100L * i, V, LockEvent.OWNER_NONE).acquired(100L * i + 1, V);
      }
      Ledger ledger = script.ledger();
      assertEquals(200, ledger.waits().waits());
      assertEquals(200, ledger.waits().handoverNs());
      assertEquals(List.of(), ledger.holders());
    }

    @Test
    void aTrylockNeverWaitsAndIsAnOwnerAllTheSame() {
      // sysfs: rtnl_trylock, restart_syscall. No event of Y's own.
      Ledger ledger = new Script().begin(100, V, Y).acquired(150, V).ledger();
      assertEquals(50, blamed(ledger, "thread 14"));
      assertEquals(1, ledger.waits().waits());
    }

    @Test
    void evidenceOfTwoThreadsAtOneInstantIsUnordered() {
      Ledger ledger = new Script().queued(100, V, X).released(200, X).acquired(200, V).ledger();
      assertEquals(1, ledger.checks().order().unorderedTies());
    }
  }
}
