package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The waits that go on now. Every stretch of the owner's history becomes a piece of each. */
final class OpenWaits implements Ownership.Stretches {
  private final WaitObserver observer;
  private final List<OpenWait> waits = new ArrayList<>();

  OpenWaits(WaitObserver observer) {
    this.observer = observer;
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
      long untilNs,
      @Nullable KnownThread holder,
      int party,
      Evidence evidence,
      boolean changeInside) {
    for (int i = 0; i < waits.size(); i++) {
      OpenWait wait = waits.get(i);
      long fromNs = wait.accountedUntilNs;
      if (fromNs < untilNs) {
        wait.piece(untilNs, party, evidence, changeInside);
        observer.piece(wait.thread.id, fromNs, untilNs, holder == null ? 0 : holder.id, evidence);
      }
    }
  }
}
