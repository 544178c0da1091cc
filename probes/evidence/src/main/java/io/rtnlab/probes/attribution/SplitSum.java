// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.WaitSplit;
import java.util.Arrays;

/** A {@link WaitSplit} in the making. */
final class SplitSum {
  private final long[] partsNs = new long[Evidence.KINDS];
  private long waits;
  private long totalNs;
  private long uncertainHandoverNs;

  /** Adds one wait. */
  void add(WaitSegments segments) {
    waits++;
    for (int i = 0; i < segments.size(); i++) {
      SegmentClass kind = segments.kind(i);
      partsNs[kind.evidence.place] += segments.ns(i);
      uncertainHandoverNs += kind.holding.uncertain ? segments.ns(i) : 0;
      totalNs += segments.ns(i);
    }
  }

  void add(SplitSum other) {
    if (other.isEmpty()) {
      return;
    }
    waits += other.waits;
    totalNs += other.totalNs;
    uncertainHandoverNs += other.uncertainHandoverNs;
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
    uncertainHandoverNs = 0;
    Arrays.fill(partsNs, 0);
  }

  /** Most requests wait for nothing: that is worth knowing before all is added. */
  boolean isEmpty() {
    return waits == 0;
  }

  long totalNs() {
    return totalNs;
  }

  /**
   * The sum as it stands.
   *
   * @param tryLockers whether threads take the mutex by {@code mutex_trylock}: then all of the
   *     handover may have been a thread's
   */
  WaitSplit toSplit(boolean tryLockers) {
    return new WaitSplit(
        waits,
        ns(Evidence.PROVED),
        ns(Evidence.SOLE),
        ns(Evidence.SNAPSHOT),
        ns(Evidence.INFERRED),
        ns(Evidence.HANDOVER),
        ns(Evidence.PREEMPTED),
        ns(Evidence.UNKNOWN),
        tryLockers ? ns(Evidence.HANDOVER) : uncertainHandoverNs);
  }

  private long ns(Evidence evidence) {
    return partsNs[evidence.place];
  }
}
