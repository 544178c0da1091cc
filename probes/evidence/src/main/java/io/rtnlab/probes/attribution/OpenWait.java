// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import org.jspecify.annotations.Nullable;

/** A thread's wait while it lasts, and the segments it was split into so far. */
final class OpenWait {
  static final long NEVER = Long.MAX_VALUE;

  final KnownThread thread;
  boolean open;

  /** Whether the thread stands in the mutex's wait list; from its first queued begin to the end. */
  boolean queued;

  /** Since when the waiter, which spun, has had no CPU; {@code NEVER} while it has one. */
  long preemptedSinceNs;

  int waiterActor;

  /** What the waiter wants the mutex for; null where no stack shows it. */
  @Nullable Handler handler;

  boolean inRequest;

  /** Whether it enters the sums over all waits. */
  boolean counted;

  long beginNs;

  /** Where it stands among the open ones. */
  int place;

  /** Whether it stands among those that do not follow the totals yet. */
  boolean fresh;

  /** What the totals were when it began to follow them. */
  private long[] readNs = {};

  private int read;
  private boolean follows;

  private WaitSegments segments = new WaitSegments();

  OpenWait(KnownThread thread) {
    this.thread = thread;
  }

  void begin(long timeNs, int waiter, boolean counts) {
    open = true;
    counted = counts;
    queued = false;
    preemptedSinceNs = NEVER;
    waiterActor = waiter;
    handler = null;
    inRequest = thread.inRequest;
    beginNs = timeNs;
    follows = false;
    segments.clear();
  }

  /** A segment of its own. */
  void add(SegmentClass kind, long ns) {
    segments.add(kind, ns);
  }

  /** From now on it gets what the totals get. */
  void follow(SegmentTotals totals) {
    read = totals.count();
    if (readNs.length < read) {
      readNs = new long[2 * Integer.highestOneBit(read)];
    }
    totals.read(readNs);
    follows = true;
  }

  /** The totals' kinds have other numbers now, none a larger one than before. */
  void renumber(int[] numbers) {
    for (int former = 0; former < read; former++) {
      long ns = readNs[former];
      readNs[former] = 0;
      readNs[numbers[former]] += ns;
    }
  }

  /** Takes what the totals got while it followed, and follows no longer. */
  void take(SegmentTotals totals) {
    if (follows) {
      totals.addSince(readNs, read, segments);
      follows = false;
    }
  }

  boolean hasSegment() {
    return segments.size() > 0;
  }

  boolean follows() {
    return follows;
  }

  /** Its segments so far. */
  WaitSegments segments() {
    return segments;
  }

  /** Its segments, for good: the next wait of the thread starts with its own. */
  WaitSegments takeSegments() {
    WaitSegments taken = segments;
    segments = new WaitSegments();
    return taken;
  }
}
