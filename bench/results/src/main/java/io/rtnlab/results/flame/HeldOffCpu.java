// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.stack.SleepReason;
import io.rtnlab.results.trace.ThreadNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How long holders were off their CPU with the mutex, by kernel stack: asleep until they are woken,
 * wanting a CPU from then on. Weighs the holders' own time, however many waited.
 */
final class HeldOffCpu {
  private record Absence(
      String holder, List<String> stack, HolderState doing, long sinceNs, boolean counted) {}

  private final Stacks stacks = new Stacks();
  private final ThreadNames names;
  private final LongPredicate counted;
  private final Map<Integer, Absence> absent = new HashMap<>();
  private final Map<Integer, Long> requests = new HashMap<>();
  private final Set<Integer> waiting = new HashSet<>();
  private long ofRequestsNs;

  HeldOffCpu(ThreadNames names, LongPredicate counted) {
    this.names = names;
    this.counted = counted;
  }

  Stacks stacks() {
    return stacks;
  }

  /** The part of it in requests of the run itself, nanoseconds. */
  long ofRequestsNs() {
    return ofRequestsNs;
  }

  /**
   * Takes in an event.
   *
   * @param stack of the event, outermost first, empty where it has none
   */
  void accept(LockEvent event, List<String> stack) {
    switch (event) {
      case LockEvent.RequestBegin e -> requests.put(e.thread(), e.timeNs());
      case LockEvent.RequestEnd e -> requests.remove(e.thread());
      case LockEvent.WaitBegin e -> waiting.add(e.thread());
      case LockEvent.Acquired e -> waiting.remove(e.thread());
      case LockEvent.OffCpu e -> {
        absent.remove(e.thread());
        if (e.holding() && !waiting.contains(e.thread())) {
          absent.put(e.thread(), absence(e, stack));
        }
      }
      case LockEvent.Woken e -> {
        Absence slept = absent.get(e.thread());
        if (slept != null) {
          add(e.thread(), slept, e.timeNs());
          absent.put(
              e.thread(),
              new Absence(
                  slept.holder(),
                  slept.stack(),
                  HolderState.WANTING_CPU,
                  e.timeNs(),
                  slept.counted()));
        }
      }
      case LockEvent.OnCpu e -> {
        @Nullable Absence ended = absent.remove(e.thread());
        if (ended != null) {
          add(e.thread(), ended, e.timeNs());
        }
      }
      case LockEvent.Lost _ -> {
        absent.clear();
        waiting.clear();
      }
      default -> {
        // no thread leaves or comes back
      }
    }
  }

  private Absence absence(LockEvent.OffCpu event, List<String> stack) {
    Long beginNs = requests.get(event.thread());
    HolderState doing =
        event.asleep()
            ? new HolderState.Asleep(SleepReason.of(stack.reversed()))
            : HolderState.WANTING_CPU;
    return new Absence(
        names.kindAt(event.thread()),
        KernelStack.untilScheduler(stack),
        doing,
        event.timeNs(),
        counted.test(beginNs == null ? event.timeNs() : beginNs));
  }

  private void add(int thread, Absence absence, long untilNs) {
    long ns = untilNs - absence.sinceNs();
    if (!absence.counted() || ns <= 0) {
      return;
    }
    List<String> frames = new ArrayList<>(List.of(absence.holder()));
    frames.addAll(absence.stack());
    frames.add(KernelStack.doing(absence.doing(), absence.stack()));
    stacks.add(frames, ns);
    ofRequestsNs += requests.containsKey(thread) ? ns : 0;
  }
}
