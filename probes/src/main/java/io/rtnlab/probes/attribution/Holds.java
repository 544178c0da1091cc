package io.rtnlab.probes.attribution;

/**
 * Rebuilds holds from acquisitions and releases. Since a task may be preempted between entering the
 * lock function and getting the mutex, a hold starts at the later of its acquisition and the
 * release before; how often that correction was needed is counted first.
 */
final class Holds {
  private long lastReleaseNs = Long.MIN_VALUE;
  private long holds;
  private long withoutRelease;
  private long overlaps;
  private long overlapNs;
  private long worstOverlapNs;

  void acquired(long timeNs, KnownThread thread) {
    if (thread.acquiredNs != KnownThread.NOT_HOLDING) {
      withoutRelease++;
    }
    thread.acquiredNs = timeNs;
  }

  /** Ends the thread's hold and returns its length, or -1 where its begin was not seen. */
  long released(long timeNs, KnownThread thread) {
    long fromNs = thread.acquiredNs;
    if (fromNs == KnownThread.NOT_HOLDING) {
      return -1;
    }
    thread.acquiredNs = KnownThread.NOT_HOLDING;
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
