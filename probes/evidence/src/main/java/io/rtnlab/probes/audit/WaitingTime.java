// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * How many threads waited at each moment, by the begins and ends of the waits alone. A hold that is
 * known exactly and the waiters of that time are what the ledger should say of its holder.
 */
public final class WaitingTime implements WaitObserver {
  /** Waits beyond are left out, and {@link #isWhole} says so. */
  private static final int MOST = 1 << 22;

  private final LongPredicate counted;
  private long[] beginsNs = new long[1 << 10];
  private long[] endsNs = new long[1 << 10];
  private int count;
  private boolean whole = true;
  private boolean inOrder = true;

  /** The nanoseconds of all begins, or ends, up to each one. */
  private double[] beginSums = {};

  private double[] endSums = {};

  /**
   * Starts without waits.
   *
   * @param counted the begins of the waits that count
   */
  public WaitingTime(LongPredicate counted) {
    this.counted = counted;
  }

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState state) {
    // their sum is the wait
  }

  @Override
  public void ended(int waiter, long beginNs, long endNs, int result) {
    if (!counted.test(beginNs)) {
      return;
    }
    if (count == MOST) {
      whole = false;
      return;
    }
    if (count == beginsNs.length) {
      beginsNs = Arrays.copyOf(beginsNs, 2 * count);
      endsNs = Arrays.copyOf(endsNs, 2 * count);
    }
    beginsNs[count] = beginNs;
    endsNs[count++] = endNs;
    inOrder = false;
  }

  /** Whether no wait was left out. */
  public boolean isWhole() {
    return whole;
  }

  /** Nanoseconds that all waiters together waited from one time to another. */
  public long ns(long fromNs, long untilNs) {
    if (count == 0 || untilNs <= fromNs) {
      return 0;
    }
    order();
    return Math.round(upTo(untilNs) - upTo(fromNs));
  }

  /** Nanoseconds of all waits. */
  public long totalNs() {
    if (count == 0) {
      return 0;
    }
    order();
    return ns(beginsNs[0], endsNs[count - 1]);
  }

  private void order() {
    if (inOrder) {
      return;
    }
    Arrays.sort(beginsNs, 0, count);
    Arrays.sort(endsNs, 0, count);
    beginSums = sums(beginsNs);
    endSums = sums(endsNs);
    inOrder = true;
  }

  /** From the first begin on, which keeps the sums exact. */
  private double[] sums(long[] timesNs) {
    double[] sums = new double[count + 1];
    for (int i = 0; i < count; i++) {
      sums[i + 1] = sums[i] + (timesNs[i] - beginsNs[0]);
    }
    return sums;
  }

  /** Waited up to this time, by all. */
  private double upTo(long timeNs) {
    int begun = before(beginsNs, timeNs);
    int ended = before(endsNs, timeNs);
    double sinceFirst = timeNs - beginsNs[0];
    return begun * sinceFirst - beginSums[begun] - (ended * sinceFirst - endSums[ended]);
  }

  private int before(long[] timesNs, long timeNs) {
    int at = Arrays.binarySearch(timesNs, 0, count, timeNs);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && timesNs[at - 1] == timeNs) {
      at--;
    }
    return at;
  }
}
