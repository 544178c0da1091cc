package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.List;

/** The waits that go on now. Every stretch of the owner's history becomes a piece of each. */
final class OpenWaits implements Ownership.Stretches {
  private final WaitObserver observer;
  private final Holding anybody;
  private final List<OpenWait> waits = new ArrayList<>();

  OpenWaits(WaitObserver observer, Parties parties) {
    this.observer = observer;
    anybody = Holding.ofNoThread(parties.anybody);
  }

  int size() {
    return waits.size();
  }

  void add(OpenWait wait) {
    waits.add(wait);
  }

  /** Takes the wait out; its pieces stay in it until its thread waits again. */
  void remove(OpenWait wait) {
    int last = waits.size() - 1;
    waits.set(waits.indexOf(wait), waits.get(last));
    waits.remove(last);
    wait.open = false;
  }

  OpenWait any() {
    return waits.getLast();
  }

  @Override
  public void stretch(
      long untilNs, Holding holding, Evidence evidence, Doing doing, boolean changeInside) {
    for (int i = 0; i < waits.size(); i++) {
      OpenWait wait = waits.get(i);
      if (evidence == Evidence.UNKNOWN && wait.preemptedSinceNs < untilNs) {
        piece(wait, wait.preemptedSinceNs, holding, evidence, doing, changeInside);
        piece(wait, untilNs, anybody, Evidence.PREEMPTED, Doing.RUNNING, false);
      } else {
        piece(wait, untilNs, holding, evidence, doing, changeInside);
      }
    }
  }

  private void piece(
      OpenWait wait,
      long untilNs,
      Holding holding,
      Evidence evidence,
      Doing doing,
      boolean changeInside) {
    long fromNs = wait.accountedUntilNs;
    if (fromNs < untilNs) {
      wait.piece(untilNs, holding, evidence, doing, changeInside);
      int holder = holding.thread == null ? 0 : holding.thread.id;
      observer.piece(wait.thread.id, fromNs, untilNs, holder, evidence, changeInside);
    }
  }
}
