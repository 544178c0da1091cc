// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the mutex's owner, and since when. Each segment of evidence closes the stretch
 * of time since the last one and gives it its class; the rules are those of the package
 * description.
 */
final class Ownership {

  /** Receives the stretches, in order and without holes. */
  interface Stretches {
    /**
     * From the last evidence to this one.
     *
     * @param holding who is named: a thread, none, or unknown
     * @param state what the holder did meanwhile
     * @param ownerChangedWithin whether the named holder got in or let go somewhere inside
     */
    void stretch(
        long untilNs,
        Holding holding,
        Evidence evidence,
        HolderState state,
        boolean ownerChangedWithin);

    /** From the last evidence to the end of this wait, which says nothing of the owner. */
    void last(OpenWait wait, long untilNs, Holding holding, Evidence evidence, HolderState state);
  }

  private enum Known {
    NOTHING,
    FREE,
    OWNER
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final ActorTable actors;
  private final boolean everyAcquisition;
  private final Stretches stretches;

  private final Holding noHolder;

  /** No holder, as far as is known: another may have got in unseen, or is about to be the owner. */
  private final Holding noKnownHolder;

  private final Holding unknown;

  private Known known = Known.NOTHING;

  /** The owner's while one is known, {@code noHolder} or {@code unknown} otherwise. */
  private Holding holding;

  /** The last two holds: a release that is reported late may still refer to them. */
  private Holding lastHeld;

  private Holding heldBefore;

  private long sinceNs = Long.MIN_VALUE;

  /**
   * Asleep: it cannot have come back. Wanting a CPU: it may be back already, which may not show.
   */
  private HolderState state = HolderState.RUNNING;

  /** The other lock that the owner waits for: it cannot let go until that wait is over. */
  private HolderState.@Nullable Waiting waiting;

  /** Whether the owner frees memory. */
  private boolean reclaiming;

  /** False once a begin came without its owner: the backend cannot read it. */
  private boolean ownersAreRead = true;

  private int queuedWaiters;

  /** Since when no acquisition can go unseen. */
  private long fastPathClosedSinceNs;

  private long contradictions;
  private long contradictedNs;
  private long unseenAcquisitions;
  private long unseenReturns;

  Ownership(ActorTable actors, boolean everyAcquisition, Stretches stretches) {
    this.actors = actors;
    this.everyAcquisition = everyAcquisition;
    this.stretches = stretches;
    noHolder = Holding.ofNoThread(actors.noHolder);
    noKnownHolder = Holding.ofNoKnownHolder(actors.noKnownHolder);
    unknown = Holding.ofNoThread(actors.unknown);
    holding = unknown;
    lastHeld = unknown;
    heldBefore = unknown;
    fastPathClosedSinceNs = everyAcquisition ? Long.MIN_VALUE : NEVER;
  }

  long contradictions() {
    return contradictions;
  }

  /** Time that was said to be proved and is disproved. */
  long contradictedNs() {
    return contradictedNs;
  }

  /** At least so often the mutex changed hands without an event. */
  long unseenAcquisitions() {
    return unseenAcquisitions;
  }

  /** So often an owner's coming back to a CPU did not show. */
  long unseenReturns() {
    return unseenReturns;
  }

  /** An owner sample found this owner, which is not itself waiting. */
  void seenOwning(long timeNs, KnownThread thread) {
    if (isSuperseded(thread)) {
      return;
    }
    Holding seen = isOwner(thread) && noneBetween() ? holding : actors.holding(thread);
    switch (known) {
      case OWNER -> {
        if (isOwner(thread)) {
          close(timeNs, holding, heldThroughout(), false);
        } else {
          cameUnseen(timeNs, thread);
          ran();
          close(timeNs, holding, naming(), true);
        }
      }
      case FREE -> {
        cameUnseen(timeNs, thread);
        closeCameInside(timeNs, seen, thread);
      }
      case NOTHING -> closeBackwards(timeNs, seen, thread);
    }
    owned(timeNs, seen);
  }

  /**
   * Whether an owner sample of this owner says less than what is still to come. What an owner has
   * done since its wake-up, its return or the lack of one will show. Where all acquisitions show, a
   * release is reported just before it happens and an acquisition just after: in between a sample
   * names an owner.
   */
  private boolean isSuperseded(KnownThread thread) {
    return known == Known.FREE ? everyAcquisition : isOwner(thread) && mayBeBack();
  }

  /**
   * This thread got the mutex.
   *
   * @param handler what it waited to do; null where no stack shows it
   */
  void acquired(long timeNs, KnownThread thread, @Nullable Handler handler) {
    disproveSleep(timeNs);
    closeChangingHands(timeNs);
    Holding got = actors.holding(thread);
    got.learn(handler);
    owned(timeNs, got);
  }

  /** An owner sample found no owner. */
  void seenFree(long timeNs) {
    disproveSleep(timeNs);
    closeChangingHands(timeNs);
    become(Known.FREE, noHolder, timeNs);
  }

  /** An owner sample found the mutex on its way to a waiter, whose acquisition has yet to show. */
  void seenOnItsWay(long timeNs) {
    closeChangingHands(timeNs);
    become(Known.FREE, noKnownHolder, timeNs);
  }

  /**
   * This thread was seen at something else and does not own the mutex; if it was believed to, it
   * let go before, and no owner is known.
   */
  void seenNotOwning(long timeNs, KnownThread thread) {
    thread.notOwnerNs = timeNs;
    if (isOwner(thread)) {
      closeWithReleaseInside(timeNs);
      become(Known.FREE, noHolder, timeNs);
    }
  }

  /**
   * This thread let go, or did so a moment ago.
   *
   * @param handler what it had done; null where no stack shows it
   */
  void released(long timeNs, KnownThread thread, @Nullable Handler handler) {
    switch (known) {
      case OWNER -> {
        end(isOwner(thread) ? holding : heldBefore, thread, handler);
        if (!isOwner(thread)) {
          return; // late news: the next owner has shown already
        }
        ran();
        close(timeNs, holding, heldThroughout(), false);
      }
      case FREE -> {
        end(lastHeld, thread, handler);
        return; // late news as well
      }
      case NOTHING -> {
        Holding over = actors.holding(thread);
        end(over, thread, handler);
        closeBackwards(timeNs, over, thread);
      }
    }
    become(Known.FREE, noHolder, timeNs);
  }

  private static void end(Holding over, KnownThread thread, @Nullable Handler handler) {
    if (over.thread == thread) {
      over.learn(handler);
      over.end();
    }
  }

  /** The owner leaves its CPU; while it sleeps no other thread can own the mutex. */
  void ownerOff(long timeNs, KnownThread thread, HolderState meanwhile, @Nullable Handler handler) {
    if (isOwner(thread)) {
      ran();
    }
    seenOwning(timeNs, thread);
    if (isOwner(thread)) {
      holding.learn(handler);
      state = meanwhile;
    }
  }

  /** The absent owner got what it slept for. */
  void ownerWoken(long timeNs, KnownThread thread) {
    if (asleep() && isOwner(thread)) {
      seenOwning(timeNs, thread);
      state = HolderState.WANTING_CPU;
    }
  }

  /**
   * A thread that was away with the mutex comes back to a CPU.
   *
   * @param stillOwns whether it owns the mutex: then it was away all the time, for going away with
   *     the mutex always shows
   */
  void ownerOn(long timeNs, KnownThread thread, boolean stillOwns) {
    if (!stillOwns) {
      cannotOwn(timeNs, thread);
    } else if (state != HolderState.RUNNING && isOwner(thread)) {
      close(timeNs, holding, Evidence.PROVED, false);
      sinceNs = timeNs;
      state = HolderState.RUNNING;
    }
  }

  /**
   * The thread owns the mutex and waits for another lock; or still does, maybe for another root.
   */
  void waitsElsewhere(long timeNs, KnownThread thread, HolderState.Waiting what) {
    if (isOwner(thread) && waiting != null) {
      runsAgain();
      close(timeNs, holding, Evidence.PROVED, false);
      sinceNs = timeNs;
    } else {
      if (isOwner(thread)) {
        ran();
      }
      seenOwning(timeNs, thread);
    }
    if (isOwner(thread)) {
      waiting = what;
    }
  }

  /** That wait is over, and the thread runs. */
  void gotElsewhere(long timeNs, KnownThread thread) {
    if (isOwner(thread) && waiting != null) {
      runsAgain();
      close(timeNs, holding, Evidence.PROVED, false);
      sinceNs = timeNs;
      waiting = null;
      state = HolderState.RUNNING;
    }
  }

  /**
   * The thread begins to free memory, or is done with that.
   *
   * @param owns whether it was seen to own the mutex meanwhile
   */
  void reclaims(long timeNs, KnownThread thread, boolean begins, boolean owns) {
    if (isOwner(thread)) {
      ran();
    }
    if (owns) {
      seenOwning(timeNs, thread);
    } else if (isOwner(thread)) {
      close(timeNs, holding, heldThroughout(), false);
      sinceNs = timeNs;
    }
    if (isOwner(thread)) {
      reclaiming = begins;
    }
  }

  /**
   * Activity by the owner means that its return to a CPU was missed; when it returned is unknown.
   */
  private void ran() {
    if (state != HolderState.RUNNING) {
      unseenReturns++;
      state = HolderState.RUNNING;
    }
  }

  /** The same of one that was woken; one that sleeps may be looked at by others. */
  private void runsAgain() {
    if (mayBeBack()) {
      ran();
    }
  }

  private boolean asleep() {
    return state instanceof HolderState.Asleep;
  }

  /** Whether it cannot let go at present. */
  private boolean stuck() {
    return asleep() || waiting != null;
  }

  /** What a segment says of it. */
  private HolderState meanwhile() {
    if (waiting != null && !mayBeBack()) { // who has been woken wants a CPU
      return waiting;
    }
    return reclaiming ? HolderState.RECLAIMING : state;
  }

  private boolean mayBeBack() {
    return state == HolderState.WANTING_CPU;
  }

  /** This thread does something that an owner cannot do. */
  void cannotOwn(long timeNs, KnownThread thread) {
    thread.notOwnerNs = timeNs;
    if (isOwner(thread)) {
      boolean noneElse = fastPathClosed();
      closeWithReleaseInside(timeNs);
      become(noneElse ? Known.FREE : Known.NOTHING, noneElse ? noHolder : unknown, timeNs);
    }
  }

  /**
   * A request took the mutex and let it go without an event, somewhere in this time. The thread
   * believed to own the mutex had let go before, and its next owner took it later. That the
   * operation takes the mutex is likely rather than certain, so this only takes claims back.
   */
  void tookUnseen(long fromNs, long untilNs, KnownThread thread) {
    if (fromNs < sinceNs || fastPathClosedSince(fromNs) || asleep() || isOwner(thread)) {
      return;
    }
    boolean free = known == Known.FREE;
    closeChangingHands(fromNs);
    close(untilNs, unknown, Evidence.UNKNOWN, false);
    become(free ? Known.FREE : Known.NOTHING, free ? noKnownHolder : unknown, untilNs);
  }

  /** A begin whose owner the backend could not read. */
  void unread() {
    ownersAreRead = false;
    actors.hidesTryLockers();
  }

  /** A thread joined the wait list before this moment. */
  void waiterQueued(long timeNs) {
    if (queuedWaiters++ == 0 && !everyAcquisition) {
      fastPathClosedSinceNs = timeNs;
    }
  }

  /** It left the list. */
  void waiterLeft() {
    if (--queuedWaiters == 0 && !everyAcquisition) {
      fastPathClosedSinceNs = NEVER;
    }
  }

  /** Closes the stretch of one wait that ends without saying anything of the owner. */
  void closeFor(OpenWait wait, long timeNs) {
    Evidence evidence =
        switch (known) {
          case OWNER -> stuck() ? Evidence.PROVED : soleOrNaming();
          case FREE -> Evidence.HANDOVER;
          case NOTHING -> Evidence.UNKNOWN;
        };
    Holding named = known == Known.FREE && !fastPathClosed() ? noKnownHolder : holding;
    HolderState known = meanwhile();
    stretches.last(
        wait,
        timeNs,
        named,
        evidence,
        known == HolderState.WANTING_CPU ? HolderState.RUNNING : known);
  }

  /** Forgets everything: events were lost, up to this moment. */
  void forget(long untilNs) {
    queuedWaiters = 0;
    fastPathClosedSinceNs = everyAcquisition ? untilNs : NEVER;
    become(Known.NOTHING, unknown, untilNs);
  }

  /** Whether every thread that got the mutex since then would have shown. */
  boolean fastPathClosedSince(long timeNs) {
    return fastPathClosedSinceNs <= timeNs;
  }

  private boolean fastPathClosed() {
    return fastPathClosedSince(sinceNs);
  }

  private boolean isOwner(KnownThread thread) {
    return known == Known.OWNER && holding.thread == thread;
  }

  /** Whether an owner that is still one has been so since the last evidence. */
  private boolean noneBetween() {
    return stuck() || fastPathClosed();
  }

  /**
   * The thread got in without an event. While the fast path was closed only {@code mutex_trylock}
   * can have done that, which disproves nothing; that the owner slept all the while is disproved.
   */
  private void cameUnseen(long timeNs, KnownThread thread) {
    unseenAcquisitions++;
    if (fastPathClosed() && !everyAcquisition) {
      thread.triesLock = true;
      actors.triesLock(actors.of(thread));
    }
    disproveSleep(timeNs);
  }

  /** Another owns the mutex, or none, while the owner was said to sleep with it. */
  private void disproveSleep(long timeNs) {
    if (stuck()) {
      contradictions++;
      contradictedNs += timeNs - sinceNs;
    }
  }

  private Evidence heldThroughout() {
    return stuck() ? Evidence.PROVED : fastPathClosed() ? provedBy(holding) : naming();
  }

  /** A thread that uses {@code mutex_trylock} may have let go and come back unseen. */
  private static Evidence provedBy(Holding owner) {
    NamedThread thread = owner.thread;
    return thread != null && thread.triesLock ? Evidence.SOLE : Evidence.PROVED;
  }

  /**
   * No thread is named; whether none can have held depends on whether the fast path was closed
   * meanwhile.
   */
  private void closeFree(long timeNs) {
    boolean certain = holding == noHolder && fastPathClosed();
    close(timeNs, certain ? noHolder : noKnownHolder, Evidence.HANDOVER, !certain);
  }

  private Evidence naming() {
    return ownersAreRead ? Evidence.SNAPSHOT : Evidence.INFERRED;
  }

  private void closeChangingHands(long timeNs) {
    switch (known) {
      case OWNER -> closeWithReleaseInside(timeNs);
      case FREE -> closeFree(timeNs);
      case NOTHING -> close(timeNs, unknown, Evidence.UNKNOWN, false);
    }
  }

  /** The owner let go somewhere inside, and it is not known that another got in. */
  private void closeWithReleaseInside(long timeNs) {
    ran();
    close(timeNs, holding, soleOrNaming(), true);
  }

  private Evidence soleOrNaming() {
    return fastPathClosed() ? Evidence.SOLE : naming();
  }

  /**
   * Nothing was known, and now the thread owns: while no thread can get in unseen, it always did.
   */
  private void closeBackwards(long timeNs, Holding now, KnownThread thread) {
    if (fastPathClosed()) {
      close(timeNs, now, provedBy(now), false);
    } else {
      closeCameInside(timeNs, now, thread);
    }
  }

  /**
   * The thread owns and got in unseen, at the earliest when it last did what an owner cannot do.
   */
  private void closeCameInside(long timeNs, Holding now, KnownThread thread) {
    if (thread.notOwnerNs > sinceNs) {
      close(thread.notOwnerNs, unknown, Evidence.UNKNOWN, false);
    }
    close(timeNs, now, naming(), true);
  }

  private void close(long untilNs, Holding named, Evidence evidence, boolean ownerChangedWithin) {
    stretches.stretch(untilNs, named, evidence, meanwhile(), ownerChangedWithin);
  }

  private void owned(long timeNs, Holding now) {
    if (now != holding) {
      heldBefore.end();
      heldBefore = lastHeld;
      lastHeld = now;
      become(Known.OWNER, now, timeNs);
    }
    sinceNs = timeNs;
  }

  private void become(Known now, Holding whose, long timeNs) {
    known = now;
    holding = whose;
    sinceNs = timeNs;
    state = HolderState.RUNNING;
    waiting = null;
    reclaiming = false;
  }
}
