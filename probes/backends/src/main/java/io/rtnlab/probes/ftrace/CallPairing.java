// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From calls in the order of their times to lock events. Pure.
 *
 * <p>A call is known from its entry, its return, or both, whatever the backend records:
 *
 * <pre>
 *  contended     ENTERED  BEGIN … BEGIN  END  RETURNED   RELEASING    Acquired at END, after a wait
 *  with returns  ENTERED                      RETURNED   RELEASING    Acquired at RETURNED
 *  without       ENTERED                                 RELEASING    Acquired at ENTERED
 *  trylock       TRIED                                   RELEASING    Acquired at TRIED
 *                TRIED                                   anything     it failed
 * </pre>
 *
 * <p>Without returns, an acquisition is only known from what the thread does next: its release, or,
 * since a contended one would have shown at once, from no contention for a while. A thread may have
 * been preempted between the entry and the mutex; where another released it in the meantime, that
 * release is the moment of the acquisition, and the correction is counted.
 */
final class CallPairing {
  /** After so long without contention an entered call has its mutex. */
  private static final long CONTENTION_SHOWS_WITHIN_NS = 50_000_000;

  private static final int NO_STACK = -1;
  private static final int EINTR = 4;

  private enum State {
    IDLE,
    ENTERED,
    TRIED,
    WAITING,
    HOLDING
  }

  private static final class Caller {
    private State state = State.IDLE;
    private long enteredNs;
  }

  private final Map<Integer, Caller> callers = new HashMap<>();
  private long lastReleaseNs = Long.MIN_VALUE;
  private long corrected;
  private long worstCorrectionNs;

  /** Takes the next call and hands over what it means. */
  void accept(LockCall call, Consumer<LockEvent> out) {
    if (call.kind() == LockCall.Kind.LOST) {
      callers.clear();
      out.accept(new LockEvent.Lost(call.timeNs(), call.untilNs(), call.detail()));
      return;
    }
    Caller caller = callers.computeIfAbsent(call.thread(), _ -> new Caller());
    long timeNs = call.timeNs();
    int thread = call.thread();
    switch (call.kind()) {
      case ENTERED -> enter(caller, State.ENTERED, timeNs);
      case TRIED -> enter(caller, State.TRIED, timeNs);
      case BEGIN -> {
        caller.state = State.WAITING;
        boolean queued = (call.detail() & ContentionDecoder.FLAG_SPIN) == 0;
        out.accept(
            new LockEvent.WaitBegin(timeNs, thread, LockEvent.OWNER_UNREAD, queued, NO_STACK));
      }
      case END -> {
        caller.state = call.detail() == 0 ? State.HOLDING : State.IDLE;
        out.accept(new LockEvent.Acquired(timeNs, thread, true, (int) call.detail()));
      }
      case RETURNED -> returned(caller, call, out);
      case LEFT -> {
        if (caller.state == State.ENTERED) {
          acquired(caller, thread, timeNs, out);
        } else if (caller.state == State.TRIED) {
          caller.enteredNs = timeNs;
        }
      }
      case RELEASING -> {
        if (caller.state == State.ENTERED || caller.state == State.TRIED) {
          acquired(caller, thread, afterTheLastRelease(caller.enteredNs), out);
        }
        caller.state = State.IDLE;
        lastReleaseNs = timeNs;
        out.accept(new LockEvent.Released(timeNs, thread, NO_STACK));
      }
      case LOST -> throw new IllegalStateException("dealt with above");
    }
  }

  /** All calls up to this moment have arrived: settles what silence proves. */
  void settle(long untilNs, Consumer<LockEvent> out) {
    Iterator<Map.Entry<Integer, Caller>> all = callers.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Integer, Caller> entry = all.next();
      Caller caller = entry.getValue();
      if (caller.state == State.IDLE) {
        all.remove();
      } else if (caller.state == State.ENTERED
          && caller.enteredNs < untilNs - CONTENTION_SHOWS_WITHIN_NS) {
        acquired(caller, entry.getKey(), afterTheLastRelease(caller.enteredNs), out);
      }
    }
  }

  /** How many acquisitions were put off to the release before them. */
  long corrected() {
    return corrected;
  }

  /** By how much at worst. */
  long worstCorrectionNs() {
    return worstCorrectionNs;
  }

  private static void enter(Caller caller, State state, long timeNs) {
    caller.state = state;
    caller.enteredNs = timeNs;
  }

  private static void returned(Caller caller, LockCall call, Consumer<LockEvent> out) {
    boolean got = call.detail() != 0;
    if (caller.state == State.WAITING) {
      // its contention_end is missing
      out.accept(new LockEvent.Acquired(call.timeNs(), call.thread(), true, got ? 0 : -EINTR));
    } else if (got && caller.state != State.HOLDING) {
      out.accept(new LockEvent.Acquired(call.timeNs(), call.thread(), false, 0));
    }
    caller.state = got ? State.HOLDING : State.IDLE;
  }

  private static void acquired(Caller caller, int thread, long timeNs, Consumer<LockEvent> out) {
    caller.state = State.HOLDING;
    out.accept(new LockEvent.Acquired(timeNs, thread, false, 0));
  }

  private long afterTheLastRelease(long enteredNs) {
    if (enteredNs >= lastReleaseNs) {
      return enteredNs;
    }
    corrected++;
    worstCorrectionNs = Math.max(worstCorrectionNs, lastReleaseNs - enteredNs);
    return lastReleaseNs;
  }
}
