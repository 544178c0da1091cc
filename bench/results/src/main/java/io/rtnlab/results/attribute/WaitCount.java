// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.attribute;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.results.SideBySide.Waits;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts the waits for one mutex in a stretch of time, by any source. */
final class WaitCount implements Consumer<LockEvent> {
  private final long fromNs;
  private final long untilNs;
  private final Map<Integer, Long> sinceNs = new HashMap<>();
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private long begins;
  private long waits;
  private long waitNs;

  WaitCount(long fromNs, long untilNs) {
    this.fromNs = fromNs;
    this.untilNs = untilNs;
  }

  @Override
  public void accept(LockEvent event) {
    if (event.timeNs() < fromNs || event.timeNs() > untilNs) {
      return;
    }
    switch (event) {
      case LockEvent.WaitBegin begin -> {
        begins++;
        sinceNs.putIfAbsent(begin.thread(), begin.timeNs());
        happened(begin.timeNs());
      }
      case LockEvent.Acquired acquired -> {
        Long beganNs = sinceNs.remove(acquired.thread());
        if (beganNs != null) {
          waits++;
          waitNs += acquired.timeNs() - beganNs;
          happened(acquired.timeNs());
        }
      }
      case LockEvent.Lost _ -> sinceNs.clear();
      default -> {
        // no wait
      }
    }
  }

  private void happened(long timeNs) {
    firstNs = Math.min(firstNs, timeNs);
    lastNs = Math.max(lastNs, timeNs);
  }

  /** When the first wait began. */
  long firstNs() {
    return firstNs;
  }

  /** When something last happened to a wait. */
  long lastNs() {
    return lastNs;
  }

  Waits sum() {
    return new Waits(begins, waits, waitNs);
  }
}
