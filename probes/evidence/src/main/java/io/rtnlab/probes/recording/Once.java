// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.util.HashMap;
import java.util.Map;

/** Passes an event on once that several tracing instances recorded. */
final class Once {
  private record Seen(RecordedEvent event, String instance) {}

  private final long sameNs;
  private final Map<Integer, Seen> byThread = new HashMap<>();

  /**
   * Starts with nothing seen.
   *
   * @param sameNs so much later another instance may have recorded the same event
   */
  Once(long sameNs) {
    this.sameNs = sameNs;
  }

  boolean isNew(RecordedEvent event, String instance) {
    int thread =
        switch (event) {
          case RecordedEvent.Begin begin -> begin.thread();
          case RecordedEvent.End end -> end.thread();
          case RecordedEvent.Release release -> release.thread();
          case RecordedEvent.Waking waking -> waking.thread();
          case RecordedEvent.Lost _ -> -1;
        };
    if (thread < 0) {
      return true;
    }
    Seen before = byThread.get(thread);
    if (before != null
        && !before.instance.equals(instance)
        && event.timeNs() - before.event.timeNs() <= sameNs
        && same(before.event, event)) {
      return false;
    }
    byThread.put(thread, new Seen(event, instance));
    return true;
  }

  private static boolean same(RecordedEvent one, RecordedEvent other) {
    return switch (one) {
      case RecordedEvent.Begin a ->
          other instanceof RecordedEvent.Begin b && a.lock() == b.lock() && a.flags() == b.flags();
      case RecordedEvent.End a ->
          other instanceof RecordedEvent.End b && a.lock() == b.lock() && a.result() == b.result();
      case RecordedEvent.Release a ->
          other instanceof RecordedEvent.Release b && a.lock() == b.lock();
      case RecordedEvent.Waking a ->
          other instanceof RecordedEvent.Waking b && a.woken() == b.woken();
      case RecordedEvent.Lost _ -> false;
    };
  }
}
