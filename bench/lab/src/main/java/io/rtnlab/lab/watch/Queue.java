// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

/**
 * The queue for the mutex over time. Pure.
 *
 * <p>A convoy: the hold that made the queue is over, others hold it shortly one after the other,
 * and yet it does not drain.
 */
final class Queue {
  /** A shorter hold makes no queue that is worth a word. */
  private static final long CAUSE_NS = 100_000_000;

  /** A queue drains within as long as its cause lasted, and in so much in any case. */
  private static final long PATIENCE_NS = 1_000_000_000;

  private boolean caused;
  private long causeNs;
  private long causeEndedNs;
  private boolean counted;
  private int convoys;

  /**
   * Takes one look.
   *
   * @param waiters asleep for the mutex
   * @param heldNs how long all looks have seen the present owner
   */
  void add(long nowNs, int waiters, long heldNs) {
    if (waiters == 0) {
      caused = false;
      counted = false;
      return;
    }
    if (heldNs >= CAUSE_NS) {
      caused = true;
      counted = false;
      causeNs = heldNs;
      causeEndedNs = nowNs;
    } else if (caused && !counted && nowNs - causeEndedNs > Math.max(PATIENCE_NS, causeNs)) {
      counted = true;
      convoys++;
    }
  }

  /** Convoys so far. */
  int convoys() {
    return convoys;
  }
}
