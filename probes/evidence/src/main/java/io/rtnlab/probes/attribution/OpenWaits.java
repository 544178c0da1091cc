// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The waits that go on now. Every stretch of the owner's history is a segment of each of them. A
 * wait gets its first segment by itself, since it may have begun in mid-stretch, and most end with
 * that; from then on it follows totals that are kept for all.
 */
final class OpenWaits implements Ownership.Stretches {
  private final WaitObserver observer;
  private final ActorTable actors;
  private final OurThreads ours;

  /** Of waiters without a CPU, by the actor that says what ran meanwhile. */
  private final Map<Integer, SegmentClass> preempted = new HashMap<>();

  private final SegmentTotals totals = new SegmentTotals();
  private OpenWait[] waits = new OpenWait[16];
  private int count;

  /** Those that do not follow the totals yet, and some that are over. */
  private OpenWait[] fresh = new OpenWait[16];

  private int freshCount;

  /** Where the last stretch ended and the next begins. */
  private long reachedNs = Long.MIN_VALUE;

  OpenWaits(WaitObserver observer, ActorTable actors, OurThreads ours) {
    this.observer = observer;
    this.actors = actors;
    this.ours = ours;
  }

  private SegmentClass preempted(OpenWait wait, long sinceNs) {
    int actor = actors.waiterPreempted(ours.ranSince(sinceNs, wait.thread));
    return preempted.computeIfAbsent(
        actor,
        number ->
            new SegmentClass(
                Holding.ofNoThread(number), Evidence.PREEMPTED, HolderState.RUNNING, number));
  }

  int size() {
    return count;
  }

  void add(OpenWait wait) {
    if (count == waits.length) {
      waits = Arrays.copyOf(waits, 2 * count);
    }
    wait.place = count;
    waits[count++] = wait;
    addFresh(wait);
  }

  private void addFresh(OpenWait wait) {
    if (wait.fresh) {
      return; // still there from the thread's last wait
    }
    if (freshCount == fresh.length) {
      fresh = Arrays.copyOf(fresh, 2 * freshCount);
    }
    wait.fresh = true;
    fresh[freshCount++] = wait;
  }

  /** Takes the wait out; its segments stay in it until its thread waits again. */
  void remove(OpenWait wait) {
    wait.take(totals);
    OpenWait last = waits[--count];
    waits[wait.place] = last;
    last.place = wait.place;
    wait.open = false;
  }

  OpenWait any() {
    return waits[count - 1];
  }

  @Override
  public void stretch(
      long untilNs,
      Holding holding,
      Evidence evidence,
      HolderState state,
      boolean ownerChangedWithin) {
    if (count > 0 && reachedNs < untilNs) {
      SegmentClass kind = kind(holding, evidence, state);
      begin(untilNs, kind, holding, ownerChangedWithin);
      if (evidence == Evidence.UNKNOWN) {
        setPreemptedApart(untilNs, kind, holding, ownerChangedWithin);
      }
      if (observer != WaitObserver.NONE) {
        reportToFollowers(untilNs, kind, holding, ownerChangedWithin);
      }
      totals.add(kind, untilNs - reachedNs);
    }
    reachedNs = Math.max(reachedNs, untilNs);
  }

  /** Ends one wait with a stretch that is not over for the others. */
  @Override
  public void last(
      OpenWait wait, long untilNs, Holding holding, Evidence evidence, HolderState state) {
    long fromNs = Math.max(reachedNs, wait.beginNs);
    add(wait, fromNs, untilNs, kind(holding, evidence, state), holding, false);
  }

  private SegmentClass kind(Holding holding, Evidence evidence, HolderState state) {
    if (totals.isFull()) {
      makeRoom();
    }
    return totals.of(holding, evidence, state);
  }

  private void makeRoom() {
    List<OpenWait> followers = Arrays.stream(waits, 0, count).filter(OpenWait::follows).toList();
    int[] numbers = totals.condense();
    followers.forEach(wait -> wait.renumber(numbers));
    if (totals.isCrowded()) {
      followers.forEach(wait -> wait.take(totals));
      totals.clear();
      followers.forEach(wait -> wait.follow(totals));
    }
  }

  /** Gives the fresh ones their first segment; those that have it follow from now on. */
  private void begin(long untilNs, SegmentClass kind, Holding holding, boolean ownerChangedWithin) {
    int left = 0;
    for (int i = 0; i < freshCount; i++) {
      OpenWait wait = fresh[i];
      if (wait.open && !wait.hasSegment()) {
        addOwn(wait, untilNs, kind, holding, ownerChangedWithin);
        fresh[left++] = wait;
      } else {
        wait.fresh = false;
        if (wait.open) {
          wait.follow(totals);
        }
      }
    }
    freshCount = left;
  }

  /** Gives those that had no CPU meanwhile a segment that says so. */
  private void setPreemptedApart(
      long untilNs, SegmentClass kind, Holding holding, boolean ownerChangedWithin) {
    for (int i = 0; i < count; i++) {
      OpenWait wait = waits[i];
      if (wait.follows() && wait.preemptedSinceNs < untilNs) {
        wait.take(totals);
        addOwn(wait, untilNs, kind, holding, ownerChangedWithin);
        addFresh(wait);
      }
    }
  }

  private void addOwn(
      OpenWait wait, long untilNs, SegmentClass kind, Holding holding, boolean ownerChangedWithin) {
    long fromNs = Math.max(reachedNs, wait.beginNs);
    if (kind.evidence == Evidence.UNKNOWN && wait.preemptedSinceNs < untilNs) {
      long sinceNs = Math.max(fromNs, wait.preemptedSinceNs);
      add(wait, fromNs, sinceNs, kind, holding, ownerChangedWithin);
      if (sinceNs < untilNs) {
        SegmentClass without = preempted(wait, sinceNs);
        add(wait, sinceNs, untilNs, without, without.holding, false);
      }
    } else {
      add(wait, fromNs, untilNs, kind, holding, ownerChangedWithin);
    }
  }

  private void add(
      OpenWait wait,
      long fromNs,
      long untilNs,
      SegmentClass kind,
      Holding holding,
      boolean ownerChangedWithin) {
    if (fromNs < untilNs) {
      wait.add(kind, untilNs - fromNs);
      emit(wait, fromNs, untilNs, kind, holding, ownerChangedWithin);
    }
  }

  private void reportToFollowers(
      long untilNs, SegmentClass kind, Holding holding, boolean ownerChangedWithin) {
    for (int i = 0; i < count; i++) {
      if (waits[i].follows()) {
        emit(waits[i], reachedNs, untilNs, kind, holding, ownerChangedWithin);
      }
    }
  }

  /** The holding itself: its kind may be that of another thread of the same name. */
  private void emit(
      OpenWait wait,
      long fromNs,
      long untilNs,
      SegmentClass kind,
      Holding holding,
      boolean ownerChangedWithin) {
    int holder = holding.thread == null ? 0 : holding.thread.id;
    observer.segment(
        wait.thread.id, fromNs, untilNs, holder, kind.evidence, ownerChangedWithin, kind.state);
  }
}
