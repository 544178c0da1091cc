package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.WaitSplit;
import java.util.Arrays;

/** A {@link WaitSplit} in the making. */
final class SplitSum {
  private final long[] partsNs = new long[Evidence.KINDS];
  private long waits;
  private long totalNs;
  private long changeInsideNs;

  /**
   * Adds one wait.
   *
   * @param changeInside how much of it lies in pieces with a change inside
   */
  void add(Pieces pieces, long changeInside) {
    waits++;
    changeInsideNs += changeInside;
    for (int i = 0; i < pieces.size(); i++) {
      partsNs[pieces.kind(i).evidence.place] += pieces.ns(i);
      totalNs += pieces.ns(i);
    }
  }

  void add(SplitSum other) {
    if (other.isEmpty()) {
      return;
    }
    waits += other.waits;
    totalNs += other.totalNs;
    changeInsideNs += other.changeInsideNs;
    for (int i = 0; i < Evidence.KINDS; i++) {
      partsNs[i] += other.partsNs[i];
    }
  }

  void clear() {
    if (isEmpty()) {
      return;
    }
    waits = 0;
    totalNs = 0;
    changeInsideNs = 0;
    Arrays.fill(partsNs, 0);
  }

  /** Most requests wait for nothing: that is worth knowing before all is added. */
  boolean isEmpty() {
    return waits == 0;
  }

  long totalNs() {
    return totalNs;
  }

  WaitSplit toSplit() {
    return new WaitSplit(
        waits,
        ns(Evidence.PROVED),
        ns(Evidence.SNAPSHOT),
        ns(Evidence.INFERRED),
        ns(Evidence.HANDOVER),
        ns(Evidence.PREEMPTED),
        ns(Evidence.UNKNOWN),
        changeInsideNs);
  }

  private long ns(Evidence evidence) {
    return partsNs[evidence.place];
  }
}
