package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import java.util.Arrays;
import java.util.List;

/**
 * The waits that go on now. Every stretch of the owner's history is a piece of each of them. A wait
 * gets its first piece by itself, since it may have begun in mid-stretch, and most end with that;
 * from then on it follows totals that are kept for all.
 */
final class OpenWaits implements Ownership.Stretches {
  private final WaitObserver observer;
  private final PieceKind preempted;
  private final KindTotals totals = new KindTotals();
  private OpenWait[] waits = new OpenWait[16];
  private int count;

  /** Those that do not follow the totals yet, and some that are over. */
  private OpenWait[] fresh = new OpenWait[16];

  private int freshCount;

  /** Where the last stretch ended and the next begins. */
  private long reachedNs = Long.MIN_VALUE;

  OpenWaits(WaitObserver observer, Parties parties) {
    this.observer = observer;
    Holding anybody = Holding.ofNoThread(parties.anybody);
    preempted = new PieceKind(anybody, Evidence.PREEMPTED, Doing.RUNNING, 0);
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

  /** Takes the wait out; its pieces stay in it until its thread waits again. */
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
      long untilNs, Holding holding, Evidence evidence, Doing doing, boolean changeInside) {
    if (count > 0 && reachedNs < untilNs) {
      PieceKind kind = kind(holding, evidence, doing);
      begin(untilNs, kind, holding, changeInside);
      if (evidence == Evidence.UNKNOWN) {
        setPreemptedApart(untilNs, kind, holding, changeInside);
      }
      if (observer != WaitObserver.NONE) {
        tellOfFollowers(untilNs, kind, holding, changeInside);
      }
      totals.add(kind, untilNs - reachedNs);
    }
    reachedNs = Math.max(reachedNs, untilNs);
  }

  /** Ends one wait with a stretch that is not over for the others. */
  @Override
  public void last(OpenWait wait, long untilNs, Holding holding, Evidence evidence, Doing doing) {
    long fromNs = Math.max(reachedNs, wait.beginNs);
    add(wait, fromNs, untilNs, kind(holding, evidence, doing), holding, false);
  }

  private PieceKind kind(Holding holding, Evidence evidence, Doing doing) {
    if (totals.isFull()) {
      makeRoom();
    }
    return totals.of(holding, evidence, doing);
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

  /** Gives the fresh ones their first piece; those that have it follow from now on. */
  private void begin(long untilNs, PieceKind kind, Holding holding, boolean changeInside) {
    int left = 0;
    for (int i = 0; i < freshCount; i++) {
      OpenWait wait = fresh[i];
      if (wait.open && !wait.hasPiece()) {
        addOwn(wait, untilNs, kind, holding, changeInside);
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

  /** Gives those that had no CPU meanwhile a piece that says so. */
  private void setPreemptedApart(
      long untilNs, PieceKind kind, Holding holding, boolean changeInside) {
    for (int i = 0; i < count; i++) {
      OpenWait wait = waits[i];
      if (wait.follows() && wait.preemptedSinceNs < untilNs) {
        wait.take(totals);
        addOwn(wait, untilNs, kind, holding, changeInside);
        addFresh(wait);
      }
    }
  }

  private void addOwn(
      OpenWait wait, long untilNs, PieceKind kind, Holding holding, boolean changeInside) {
    long fromNs = Math.max(reachedNs, wait.beginNs);
    if (kind.evidence == Evidence.UNKNOWN && wait.preemptedSinceNs < untilNs) {
      long sinceNs = Math.max(fromNs, wait.preemptedSinceNs);
      add(wait, fromNs, sinceNs, kind, holding, changeInside);
      add(wait, sinceNs, untilNs, preempted, preempted.holding, false);
    } else {
      add(wait, fromNs, untilNs, kind, holding, changeInside);
    }
  }

  private void add(
      OpenWait wait,
      long fromNs,
      long untilNs,
      PieceKind kind,
      Holding holding,
      boolean changeInside) {
    if (fromNs < untilNs) {
      wait.add(kind, untilNs - fromNs);
      tell(wait, fromNs, untilNs, kind, holding, changeInside);
    }
  }

  private void tellOfFollowers(
      long untilNs, PieceKind kind, Holding holding, boolean changeInside) {
    for (int i = 0; i < count; i++) {
      if (waits[i].follows()) {
        tell(waits[i], reachedNs, untilNs, kind, holding, changeInside);
      }
    }
  }

  /** The holding itself: its kind may be that of another thread of the same name. */
  private void tell(
      OpenWait wait,
      long fromNs,
      long untilNs,
      PieceKind kind,
      Holding holding,
      boolean changeInside) {
    int holder = holding.thread == null ? 0 : holding.thread.id;
    observer.piece(
        wait.thread.id, fromNs, untilNs, holder, kind.evidence, changeInside, kind.doing);
  }
}
