// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Begins and releases whose stack may still come, and what came behind them. perf prints a stack
 * right behind its event; ftrace prints it as an event of its own, between which and its event
 * those of other CPUs may stand.
 */
final class PendingEvents {
  /** So many events of other CPUs may stand between a begin and its stack. */
  private static final int MOST = 64;

  private static final class Pending {
    private final EventLine.Kind kind;
    private final long timeNs;
    private final int thread;
    private final int name;
    private final long lock;
    private final int number;
    private final boolean inInterrupt;
    private int stack = StackTable.NONE;

    private Pending(EventLine.Kind kind, EventLine event, int name) {
      this.kind = kind;
      timeNs = event.timeNs();
      thread = event.thread();
      this.name = name;
      lock = event.lock();
      number = event.number();
      inInterrupt = event.inInterrupt();
    }
  }

  private final EventSpool spool;
  private final Deque<Pending> pending = new ArrayDeque<>();

  PendingEvents(EventSpool spool) {
    this.spool = spool;
  }

  /** Takes a begin, an end, a release or a wake-up. */
  void add(EventLine.Kind kind, EventLine event, int name) throws IOException {
    if (pending.size() == MOST) {
      put(pending.removeFirst());
    }
    pending.addLast(new Pending(kind, event, name));
  }

  /** The stack of the thread's last event, where that has one. */
  void stack(int thread, int stack) {
    Iterator<Pending> latest = pending.descendingIterator();
    while (latest.hasNext()) {
      Pending event = latest.next();
      if (event.thread == thread) {
        if ((event.kind == EventLine.Kind.BEGIN || event.kind == EventLine.Kind.RELEASE)
            && event.stack == StackTable.NONE) {
          event.stack = stack;
        }
        return;
      }
    }
  }

  void lost(long timeNs, long count) throws IOException {
    flush();
    spool.lost(timeNs, count);
  }

  void flush() throws IOException {
    while (!pending.isEmpty()) {
      put(pending.removeFirst());
    }
  }

  private void put(Pending e) throws IOException {
    switch (e.kind) {
      case BEGIN -> spool.begin(e.timeNs, e.thread, e.name, e.lock, e.number, e.stack);
      case RELEASE -> spool.release(e.timeNs, e.thread, e.name, e.lock, e.stack);
      case END -> spool.end(e.timeNs, e.thread, e.name, e.lock, e.number);
      default -> spool.waking(e.timeNs, e.thread, e.name, e.number, e.inInterrupt);
    }
  }
}
