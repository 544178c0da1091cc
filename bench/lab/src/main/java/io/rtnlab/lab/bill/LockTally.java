// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import java.util.HashMap;
import java.util.Map;

/** When each thread waited for the RTNL, took it and held it, as far as events show. Pure. */
final class LockTally implements PrimitiveEventSink {
  /** Of all threads together; more are not kept. */
  private static final int MOST = 2_000_000;

  private final Map<Integer, TalliedThread> threads = new HashMap<>();
  private int kept;
  private boolean full;

  /** What one thread did between two moments. */
  record Part(long acquisitions, long heldNs, long waitedNs) {}

  private static final class TalliedThread {
    private final Spans waits = new Spans();
    private final Spans holds = new Spans();
    private long waitsSinceNs = Long.MIN_VALUE;
    private long holdsSinceNs = Long.MIN_VALUE;
  }

  private TalliedThread thread(int id) {
    return threads.computeIfAbsent(id, _ -> new TalliedThread());
  }

  @Override
  public void requestBegin(long timeNs, int thread, int operation) {}

  @Override
  public void requestEnd(long timeNs, int thread, int operation, int result, long systemCallNs) {}

  @Override
  public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
    TalliedThread waiter = thread(thread);
    if (waiter.waitsSinceNs == Long.MIN_VALUE) {
      waiter.waitsSinceNs = timeNs;
    }
  }

  @Override
  public void acquired(long timeNs, int thread, boolean waited, int result) {
    TalliedThread taker = thread(thread);
    if (waited && taker.waitsSinceNs != Long.MIN_VALUE) {
      keep(taker.waits, taker.waitsSinceNs, timeNs);
    }
    taker.waitsSinceNs = Long.MIN_VALUE;
    if (result == 0) {
      taker.holdsSinceNs = timeNs;
    }
  }

  @Override
  public void infrequent(LockEvent.InfrequentEvent event) {
    if (event instanceof LockEvent.Released released) {
      TalliedThread holder = thread(released.thread());
      if (holder.holdsSinceNs != Long.MIN_VALUE) {
        keep(holder.holds, holder.holdsSinceNs, released.timeNs());
        holder.holdsSinceNs = Long.MIN_VALUE;
      }
    }
  }

  private void keep(Spans spans, long fromNs, long untilNs) {
    if (kept == MOST) {
      full = true;
    } else {
      kept++;
      spans.add(fromNs, untilNs);
    }
  }

  /** Whether some were not kept. */
  boolean full() {
    return full;
  }

  /** What a thread did in a time of its own, such as a system call. */
  Part between(int thread, long fromNs, long untilNs) {
    TalliedThread one = threads.get(thread);
    return one == null
        ? new Part(0, 0, 0)
        : new Part(
            one.holds.count(fromNs, untilNs),
            one.holds.ns(fromNs, untilNs),
            one.waits.ns(fromNs, untilNs));
  }
}
