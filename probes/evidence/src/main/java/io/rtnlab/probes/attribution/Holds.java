// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.HoldCheck;

/**
 * Rebuilds holds from acquisitions and releases. Since a task may be preempted between entering the
 * lock function and getting the mutex, a hold starts at the later of its acquisition and the
 * release before; how often that correction was needed is counted first.
 *
 * <p>Where not every acquisition shows, a thread may have let go and come back unseen between the
 * two: then a hold counts only if no thread could get in unseen all the while.
 */
final class Holds {
  private final Ownership ownership;
  private long lastReleaseNs = Long.MIN_VALUE;
  private long holds;
  private long withoutRelease;
  private long overlaps;
  private long overlapNs;
  private long worstOverlapNs;

  Holds(Ownership ownership) {
    this.ownership = ownership;
  }

  void acquired(long timeNs, KnownThread thread) {
    if (thread.acquiredNs != KnownThread.NOT_HOLDING) {
      withoutRelease++;
    }
    thread.acquiredNs = timeNs;
  }

  /** Ends the thread's hold and returns its length, or -1 where its begin is not known. */
  long released(long timeNs, KnownThread thread) {
    long fromNs = thread.acquiredNs;
    if (fromNs == KnownThread.NOT_HOLDING) {
      return -1;
    }
    thread.acquiredNs = KnownThread.NOT_HOLDING;
    if (!ownership.fastPathClosedSince(fromNs)) {
      return -1;
    }
    holds++;
    if (fromNs < lastReleaseNs) {
      overlaps++;
      overlapNs += lastReleaseNs - fromNs;
      worstOverlapNs = Math.max(worstOverlapNs, lastReleaseNs - fromNs);
      fromNs = lastReleaseNs;
    }
    lastReleaseNs = timeNs;
    return timeNs - fromNs;
  }

  HoldCheck check() {
    return new HoldCheck(holds, withoutRelease, overlaps, overlapNs, worstOverlapNs);
  }
}
