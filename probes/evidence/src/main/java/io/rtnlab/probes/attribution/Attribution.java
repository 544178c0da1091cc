// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.Cgroups;
import io.rtnlab.probes.ledger.Checks;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.OtherLocks;
import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns an ordered stream of events into the {@link Ledger}. Memory depends on the number of
 * threads and actors, not on the number of events. Used by one thread; {@link #ledger} may be asked
 * at any time.
 */
public final class Attribution implements PrimitiveEventSink {
  private final ActorTable actors;
  private final KnownThreads threads = new KnownThreads();
  private final Requests requests;
  private final ProbeCapabilities capabilities;
  private final WaitObserver observer;
  private final OpenWaits open;
  private final Ownership ownership;
  private final Holds holds;

  private final Map<Integer, StackMeaning> stacks = new HashMap<>();
  private final OtherLockSums otherLocks = new OtherLockSums();
  private final Map<Long, String> cgroups = new HashMap<>();
  private final List<String> operations;

  private final Blame blame;
  private final LongestWaits longest;
  private final DeferredBlame deferred;
  private final SplitSum waits = new SplitSum();
  private final SplitSum foreignWaits = new SplitSum();
  private final ShareEstimate proved = new ShareEstimate();
  private final ShareEstimate identified = new ShareEstimate();
  private final Durations waitLengths = Durations.withSums();

  private LongPredicate counted = _ -> true;
  private long firstNs = Long.MAX_VALUE;
  private long nowNs = Long.MIN_VALUE;
  private int lastEvidenceThread = -1;
  private long lastEvidenceNs = Long.MIN_VALUE;
  private long gapUntilNs = Long.MIN_VALUE;

  private long waitsNotAddingUp;
  private long holdersOutsideRequest;
  private long outOfOrder;
  private long unorderedTies;
  private long gaps;
  private long lostEvents;
  private long gapNs;
  private long eventsInGaps;
  private long unmatchedWaits;
  private long unmatchedWaitNs;
  private long endsWithoutBegin;
  private long interruptedWaits;

  /**
   * Starts with nothing known.
   *
   * @param operations what {@code RequestBegin.operation} counts into
   * @param capabilities what the backend can see
   * @param observer receives every wait
   */
  public Attribution(
      List<String> operations, ProbeCapabilities capabilities, WaitObserver observer) {
    this.operations = List.copyOf(operations);
    this.capabilities = capabilities;
    this.observer = observer;
    actors = new ActorTable(operations);
    OurThreads ours = new OurThreads();
    requests = new Requests(operations, capabilities, ours);
    open = new OpenWaits(observer, actors, ours);
    ownership = new Ownership(actors, capabilities.everyAcquisition(), open);
    holds = new Holds(ownership);
    blame = new Blame(actors);
    longest = new LongestWaits(actors);
    deferred = new DeferredBlame(blame, longest);
  }

  public Attribution(List<String> operations, ProbeCapabilities capabilities) {
    this(operations, capabilities, WaitObserver.NONE);
  }

  private void tick(long timeNs) {
    if (timeNs < nowNs) {
      outOfOrder++;
    } else {
      nowNs = timeNs;
    }
    firstNs = Math.min(firstNs, timeNs);
  }

  @Override
  public void infrequent(LockEvent.InfrequentEvent event) {
    tick(event.timeNs());
    switch (event) {
      case LockEvent.ThreadSeen e -> actors.name(threads.get(e.thread()), e);
      case LockEvent.Lost e -> lost(e);
      case LockEvent.StackSeen e -> stacks.put(e.stack(), StackMeaning.of(e.frames()));
      case LockEvent.CallEnd e -> ownership.cannotOwn(nowNs, threads.get(e.thread()));
      case LockEvent.CgroupSeen e -> cgroups.put(e.cgroup(), e.path());
      case LockEvent.LockSeen e ->
          otherLocks.name(e, stacks.getOrDefault(e.stack(), StackMeaning.NONE).frames());
      case LockEvent.OtherWait e -> {
        if (provesSomething(e.thread())) {
          otherWait(e);
        }
      }
      case LockEvent.OtherEnd e -> {
        if (provesSomething(e.thread())) {
          otherEnd(e);
        }
      }
      case LockEvent.Reclaim e -> {
        if (provesSomething(e.thread())) {
          ownership.reclaims(nowNs, threads.get(e.thread()), e.begins(), e.holding());
        }
      }
      case LockEvent.OffCpu e -> {
        if (provesSomething(e.thread())) {
          offCpu(e);
        }
      }
      case LockEvent.Woken e -> {
        if (provesSomething(e.thread())) {
          woken(threads.get(e.thread()));
        }
      }
      case LockEvent.OnCpu e -> {
        if (provesSomething(e.thread())) {
          onCpu(e);
        }
      }
      case LockEvent.OwnerSeen e -> {
        if (provesSomething(e.owner())) {
          sampleOwner(e.owner());
        }
      }
      case LockEvent.Released e -> {
        if (provesSomething(e.thread())) {
          released(e);
        }
      }
      case LockEvent.HolderSampled _ -> {
        // where it runs, not who it is: that comes from events alone
      }
    }
  }

  /**
   * Lets only waits that begin at such times enter the sums over all waits and the blame; all do
   * until set otherwise. The rows of operations are not concerned: they have labels of their own.
   */
  public void count(LongPredicate counted) {
    this.counted = counted;
  }

  /** How long threads have waited, of the waits that count and are over. */
  public long waitNs() {
    return waits.totalNs();
  }

  /** The ledger of all events so far. */
  public Ledger ledger() {
    deferred.settleAll();
    return new Ledger(
        requests.rows(actors.anyTriesLock()),
        waits.toSplit(actors.anyTriesLock()),
        new Ledger.WaitStatistics(
            foreignWaits.toSplit(actors.anyTriesLock()),
            waitLengths.spread(),
            waitLengths.concentration(0.9),
            proved.share(),
            identified.share()),
        blame.cells(),
        blame.holderTimes(),
        blame.bounds(waits.toSplit(false)),
        longest.waits(),
        holds.check(),
        checks(),
        firstNs <= nowNs ? nowNs - firstNs : 0);
  }

  /** For which other locks our requests waited so far; null where the backend does not see that. */
  public @Nullable OtherLocks otherLocks() {
    return capabilities.otherLocks() ? otherLocks.result(operations) : null;
  }

  /** The cgroups that threads were seen in. */
  public Cgroups cgroups() {
    return new Cgroups(cgroups, actors.ownCgroup());
  }

  private boolean provesSomething(int thread) {
    if (nowNs < gapUntilNs) {
      eventsInGaps++;
      return false;
    }
    if (nowNs == lastEvidenceNs && thread != lastEvidenceThread) {
      unorderedTies++;
    }
    lastEvidenceNs = nowNs;
    lastEvidenceThread = thread;
    return true;
  }

  /**
   * A thread that does something runs; where its return to a CPU did not show, it is unknown since
   * when.
   */
  private KnownThread running(int id) {
    KnownThread thread = threads.get(id);
    thread.absent = false;
    return thread;
  }

  @Override
  public void requestBegin(long timeNs, int threadId, int operation) {
    tick(timeNs);
    KnownThread thread = running(threadId);
    ownership.cannotOwn(nowNs, thread);
    giveUp(thread);
    requests.begin(timeNs, operation, thread, nowNs < gapUntilNs);
  }

  @Override
  public void requestEnd(long timeNs, int threadId, int operation, int result, long systemCallNs) {
    tick(timeNs);
    KnownThread thread = running(threadId);
    ownership.cannotOwn(nowNs, thread);
    giveUp(thread);
    if (requests.tookUnseen(thread, operation, result)) {
      ownership.tookUnseen(thread.requestBeginNs, nowNs, thread);
    }
    requests.end(timeNs, operation, result, systemCallNs, thread);
  }

  /** Nothing returns to user space with the mutex. */
  @Override
  public void callEnd(long timeNs, int threadId) {
    tick(timeNs);
    ownership.cannotOwn(nowNs, running(threadId));
  }

  @Override
  public void waitBegin(long timeNs, int threadId, int owner, boolean queued, int stack) {
    tick(timeNs);
    if (!provesSomething(threadId)) {
      return;
    }
    KnownThread thread = running(threadId);
    ownership.cannotOwn(nowNs, thread);
    OpenWait wait = thread.wait;
    if (owner == threadId) {
      ownership.seenOnItsWay(nowNs);
    } else {
      sampleOwner(owner);
    }
    wait.preemptedSinceNs = OpenWait.NEVER;
    if (!wait.open) {
      wait.begin(nowNs, actors.of(thread), counted.test(nowNs));
      open.add(wait);
    }
    if (queued && !wait.queued) {
      wait.queued = true;
      ownership.waiterQueued(nowNs);
    }
    if (stack >= 0) {
      wait.handler = handler(stack);
    }
  }

  private @Nullable Handler handler(int stack) {
    return stacks.getOrDefault(stack, StackMeaning.NONE).handler();
  }

  private void sampleOwner(int ownerId) {
    switch (ownerId) {
      case LockEvent.OWNER_UNREAD -> ownership.unread();
      case LockEvent.OWNER_NONE -> ownership.seenFree(nowNs);
      case LockEvent.OWNER_CHANGING -> {
        // Who owned it before and who after, the events of both will show.
      }
      default -> {
        KnownThread owner = threads.get(ownerId);
        if (owner.wait.open) {
          ownership.seenOnItsWay(nowNs);
        } else {
          ownership.seenOwning(nowNs, owner);
        }
      }
    }
  }

  @Override
  public void acquired(long timeNs, int threadId, boolean waited, int result) {
    tick(timeNs);
    if (!provesSomething(threadId)) {
      return;
    }
    KnownThread thread = running(threadId);
    OpenWait wait = thread.wait;
    if (result == 0) {
      ownership.acquired(nowNs, thread, wait.open ? wait.handler : null);
      holds.acquired(nowNs, thread);
    } else if (wait.open) {
      interruptedWaits++;
      ownership.closeFor(wait, nowNs);
      thread.notOwnerNs = nowNs;
    }
    if (wait.open) {
      close(wait, result);
    } else if (waited) {
      endsWithoutBegin++;
    }
  }

  private void otherWait(LockEvent.OtherWait event) {
    int root = event.root();
    Actor behind = actors.get(root <= 0 ? actors.unknown : actors.of(threads.get(root)));
    ownership.waitsElsewhere(
        nowNs, threads.get(event.thread()), otherLocks.waiting(event.lock(), behind));
  }

  private void otherEnd(LockEvent.OtherEnd event) {
    KnownThread thread = threads.get(event.thread());
    ownership.gotElsewhere(nowNs, thread);
    if (thread.inRequest) {
      requests.waitedElsewhere(thread, event.waitedNs());
      otherLocks.waited(thread.operation, event.lock(), event.waitedNs());
    }
  }

  private void released(LockEvent.Released event) {
    KnownThread thread = running(event.thread());
    ownership.released(nowNs, thread, handler(event.stack()));
    thread.notOwnerNs = nowNs;
    long heldNs = holds.released(nowNs, thread);
    if (capabilities.everyAcquisition() && heldNs >= 0 && thread.inRequest) {
      requests.held(thread, heldNs);
    }
  }

  private void offCpu(LockEvent.OffCpu event) {
    KnownThread thread = threads.get(event.thread());
    if (!event.holding()) {
      ownership.seenNotOwning(nowNs, thread);
    }
    if (!event.holding() && !event.asleep()) {
      thread.wait.preemptedSinceNs = nowNs;
      return;
    }
    StackMeaning stack = stacks.getOrDefault(event.stack(), StackMeaning.NONE);
    HolderState state = event.asleep() ? stack.asleep() : HolderState.WANTING_CPU;
    if (event.holding()) {
      if (thread.wait.open) {
        ownership.seenOnItsWay(nowNs); // it has just got the mutex, and its wait is not over yet
        return;
      }
      ownership.ownerOff(nowNs, thread, state, stack.handler());
    }
    thread.absent = true;
    thread.absence.begin(nowNs, event.holding(), state, stack);
  }

  private void woken(KnownThread thread) {
    ownership.ownerWoken(nowNs, thread);
    if (thread.absent) {
      accountAbsence(thread);
      thread.absence.sinceNs = nowNs;
      thread.absence.state = HolderState.WANTING_CPU;
    }
  }

  private void onCpu(LockEvent.OnCpu event) {
    KnownThread thread = threads.get(event.thread());
    ownership.ownerOn(nowNs, thread, event.holding());
    if (thread.absent) {
      accountAbsence(thread);
      thread.absent = false;
    }
  }

  private void accountAbsence(KnownThread thread) {
    if (thread.inRequest && thread.absence.stack.inSystemCall()) {
      thread.requestOffCpu.add(thread.absence, nowNs - thread.absence.sinceNs);
    }
  }

  private void close(OpenWait wait, int result) {
    leave(wait);
    long lengthNs = nowNs - wait.beginNs;
    if (wait.segments().totalNs() != lengthNs) {
      waitsNotAddingUp++;
    }
    if (wait.inRequest) {
      wait.thread.requestWait.add(wait.segments());
    }
    if (wait.counted) {
      sum(wait, lengthNs);
    }
    observer.ended(wait.thread.id, wait.beginNs, nowNs, result);
  }

  private void sum(OpenWait wait, long lengthNs) {
    waits.add(wait.segments());
    long provedNs = wait.segments().ns(Evidence.PROVED);
    proved.add(nowNs, provedNs, lengthNs);
    identified.add(nowNs, provedNs + wait.segments().ns(Evidence.SOLE), lengthNs);
    waitLengths.record(lengthNs);
    if (!wait.inRequest) {
      foreignWaits.add(wait.segments());
    }
    if (wait.segments().names(actors.outsideRequest)) {
      holdersOutsideRequest++;
    }
    deferred.add(wait, lengthNs);
  }

  /** Leaves a wait out of everything: its end was not seen. */
  private void giveUp(KnownThread thread) {
    OpenWait wait = thread.wait;
    if (wait.open) {
      leave(wait);
      unmatchedWaits++;
      unmatchedWaitNs += nowNs - wait.beginNs;
    }
  }

  private void leave(OpenWait wait) {
    open.remove(wait);
    if (wait.queued) {
      ownership.waiterLeft();
    }
  }

  private void lost(LockEvent.Lost event) {
    gaps++;
    lostEvents += event.known();
    long untilNs = Math.max(nowNs, event.untilNs());
    gapNs += untilNs - Math.max(nowNs, Math.min(gapUntilNs, untilNs));
    gapUntilNs = Math.max(gapUntilNs, untilNs);
    while (open.size() > 0) {
      giveUp(open.any().thread);
    }
    threads.forEach(
        thread -> {
          thread.requestIncomplete = true;
          thread.acquiredNs = KnownThread.NOT_HOLDING;
          thread.absent = false;
        });
    ownership.forget(gapUntilNs);
  }

  private Checks checks() {
    long[] openRequests = new long[2];
    threads.forEach(
        thread -> {
          if (thread.inRequest) {
            openRequests[0]++;
            openRequests[1] += thread.requestWait.totalNs();
          }
        });
    return new Checks(
        new Checks.Sums(
            requests.negativeParts(),
            requests.worstNegativeNs(),
            waitsNotAddingUp,
            holdersOutsideRequest),
        new Checks.Proofs(
            ownership.contradictions(),
            ownership.contradictedNs(),
            ownership.unseenAcquisitions(),
            ownership.unseenReturns()),
        new Checks.Order(outOfOrder, unorderedTies),
        new Checks.Gaps(gaps, lostEvents, gapNs, eventsInGaps),
        new Checks.LeftOut(
            unmatchedWaits,
            unmatchedWaitNs,
            endsWithoutBegin,
            interruptedWaits,
            requests.unmatched()),
        new Checks.StillOpen(
            open.size(), openRequests[0], openRequests[1] + requests.orphanedWaitNs()));
  }
}
