package io.rtnlab.probes.attribution;

import java.util.Arrays;

/** The waits that go on now. Every stretch of the owner's history becomes a piece of each. */
final class OpenWaits implements Ownership.Stretches {
  private final WaitObserver observer;
  private final Holding anybody;
  private final PieceKinds kinds = new PieceKinds();
  private OpenWait[] waits = new OpenWait[16];
  private int count;

  OpenWaits(WaitObserver observer, Parties parties) {
    this.observer = observer;
    anybody = Holding.ofNoThread(parties.anybody);
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
  }

  /** Takes the wait out; its pieces stay in it until its thread waits again. */
  void remove(OpenWait wait) {
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
    if (count == 0) {
      return;
    }
    PieceKind kind = kinds.of(holding, evidence, doing);
    for (int i = 0; i < count; i++) {
      OpenWait wait = waits[i];
      if (evidence == Evidence.UNKNOWN && wait.preemptedSinceNs < untilNs) {
        piece(wait, wait.preemptedSinceNs, kind, holding, changeInside);
        piece(wait, untilNs, kinds.of(anybody, Evidence.PREEMPTED, Doing.RUNNING), anybody, false);
      } else {
        piece(wait, untilNs, kind, holding, changeInside);
      }
    }
  }

  /** Ends one wait with a stretch that is not over for the others. */
  @Override
  public void last(OpenWait wait, long untilNs, Holding holding, Evidence evidence, Doing doing) {
    wait.piece(untilNs, kinds.of(holding, evidence, doing), false);
  }

  private void piece(
      OpenWait wait, long untilNs, PieceKind kind, Holding holding, boolean changeInside) {
    long fromNs = wait.accountedUntilNs;
    if (fromNs < untilNs) {
      wait.piece(untilNs, kind, changeInside);
      int holder = holding.thread == null ? 0 : holding.thread.id;
      observer.piece(wait.thread.id, fromNs, untilNs, holder, kind.evidence, changeInside);
    }
  }
}
