// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.trace.Replay;
import io.rtnlab.results.trace.ThreadNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The wait graph and the hold graph of a run.
 *
 * <pre>
 *  wait   waiter ; its kernel stack ; "waits (evidence)" ; holder ; its kernel stack ; what it did
 *  hold   holder ; its kernel stack ; what it did
 * </pre>
 *
 * Both weigh the time that others waited, not how long a thread held. The holder's stack is the one
 * that was taken during that very hold: at its release, when it left its CPU, or while it waited
 * for the mutex itself.
 */
public final class WaitsAndHolds implements Replay.Listener {
  /** A hold, whose stack may become known after waits were blamed on it. */
  private static final class Hold {
    /** Where it ran, as far as is known. */
    List<String> stack = List.of();

    /** Where it last left its CPU. */
    List<String> away = List.of();
  }

  private record WaitSegment(
      String holder,
      @Nullable Hold hold,
      List<String> away,
      Evidence evidence,
      HolderState doing,
      long ns) {

    List<String> stack() {
      return !away.isEmpty() ? away : hold == null ? List.of() : hold.stack;
    }
  }

  private final Stacks waits = new Stacks();
  private final Stacks holds = new Stacks();
  private final ThreadNames names;
  private final LongPredicate counted;
  private final Map<Integer, List<String>> stacks = new HashMap<>();
  private final Map<Integer, List<String>> waiting = new HashMap<>();
  private final Map<Integer, Hold> held = new HashMap<>();
  private final Map<Integer, List<WaitSegment>> pending = new HashMap<>();
  private long withoutStackNs;
  private @Nullable Ledger ledger;

  private WaitsAndHolds(List<String> operations, LongPredicate counted) {
    names = new ThreadNames(operations);
    this.counted = counted;
  }

  /**
   * Reads the run's events.
   *
   * @throws IOException where there are none, or they make no sense
   */
  public static WaitsAndHolds of(RunFolder folder) throws IOException {
    RunDocument run = folder.read();
    if (run.waits() == null) {
      throw new IOException(folder.path() + " was run without a probe: it has no waits and holds");
    }
    if (!Files.isRegularFile(folder.events())) {
      throw new IOException(folder.events() + " is missing: it holds the stacks");
    }
    LongPredicate measured = Replay.measured(run);
    WaitsAndHolds[] made = new WaitsAndHolds[1];
    Replay.Result result =
        Replay.of(
            folder.events(),
            measured,
            events -> {
              made[0] = new WaitsAndHolds(events.operations(), measured);
              return made[0];
            });
    made[0].ledger = result.ledger();
    return made[0];
  }

  public Stacks waits() {
    return waits;
  }

  public Stacks holds() {
    return holds;
  }

  /** What the ledger of the same events says of all waiting, nanoseconds. */
  public long ledgerWaitNs() {
    return ledger == null ? 0 : ledger.waits().totalNs();
  }

  /** What it says of the waiting that names a holder. */
  public long ledgerNamedNs() {
    return ledger == null ? 0 : ledger.waits().namedNs();
  }

  /** How much of the hold graph has no kernel stack of the holder, nanoseconds. */
  public long withoutStackNs() {
    return withoutStackNs;
  }

  @Override
  public void accept(LockEvent event) {
    names.accept(event);
    switch (event) {
      case LockEvent.StackSeen e -> stacks.put(e.stack(), e.frames().reversed());
      case LockEvent.WaitBegin e -> {
        if (e.stack() >= 0) {
          waiting.put(e.thread(), stack(e.stack()));
        }
      }
      case LockEvent.Acquired e -> {
        pending.remove(e.thread()); // whatever did not end well
        Hold hold = new Hold();
        hold.stack = waiting.getOrDefault(e.thread(), List.of());
        waiting.remove(e.thread());
        held.put(e.thread(), hold);
      }
      case LockEvent.OffCpu e -> {
        if (e.holding() && e.stack() >= 0) {
          Hold hold = hold(e.thread());
          hold.away = untilHandler(stack(e.stack()));
          hold.stack = hold.stack.isEmpty() ? hold.away : hold.stack;
        }
      }
      case LockEvent.Released e -> {
        if (e.stack() >= 0) {
          hold(e.thread()).stack = untilUnlock(stack(e.stack()));
        }
        held.remove(e.thread());
      }
      case LockEvent.RequestBegin e -> forget(e.thread());
      case LockEvent.RequestEnd e -> forget(e.thread());
      case LockEvent.Lost _ -> {
        pending.clear();
        waiting.clear();
        held.clear();
      }
      default -> {
        // changes no stack
      }
    }
  }

  private void forget(int thread) {
    pending.remove(thread);
    waiting.remove(thread);
    held.remove(thread);
  }

  private List<String> stack(int id) {
    return stacks.getOrDefault(id, List.of());
  }

  /** Of a stack on the way to sleep the scheduler's own frames say nothing. */
  private static List<String> untilHandler(List<String> stack) {
    int end = stack.size();
    while (end > 0
        && (stack.get(end - 1).contains("schedule")
            || stack.get(end - 1).startsWith("__traceiter_"))) {
      end--;
    }
    return stack.subList(0, end);
  }

  /** What it ran before it let go, whose way there says nothing. */
  private static List<String> untilUnlock(List<String> stack) {
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).contains("rtnl_unlock") || stack.get(i).startsWith("mutex_unlock")) {
        return stack.subList(0, i);
      }
    }
    return stack;
  }

  private Hold hold(int thread) {
    return held.computeIfAbsent(thread, _ -> new Hold());
  }

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin) {
    segment(waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin, HolderState.RUNNING);
  }

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState doing) {
    Hold hold = holder == 0 ? null : hold(holder);
    pending
        .computeIfAbsent(waiter, _ -> new ArrayList<>())
        .add(
            new WaitSegment(
                holder == 0 ? "" : names.at(holder),
                hold,
                hold == null || doing instanceof HolderState.Running ? List.of() : hold.away,
                evidence,
                doing,
                untilNs - fromNs));
  }

  @Override
  public void ended(int waiter, long beginNs, long endNs, int result) {
    List<WaitSegment> segments = pending.remove(waiter);
    if (segments == null || !counted.test(beginNs)) {
      return;
    }
    for (WaitSegment segment : segments) {
      List<String> behind = new ArrayList<>();
      if (segment.hold() != null) {
        behind.add(segment.holder());
        behind.addAll(segment.stack());
        behind.add(meanwhile(segment.doing()));
        holds.add(behind, segment.ns());
        withoutStackNs += segment.stack().isEmpty() ? segment.ns() : 0;
      }
      List<String> all = new ArrayList<>(List.of(names.at(waiter)));
      all.addAll(waiting.getOrDefault(waiter, List.of()));
      all.add("waits (" + segment.evidence().name().toLowerCase(Locale.ROOT) + ")");
      all.addAll(behind);
      waits.add(all, segment.ns());
    }
  }

  private static String meanwhile(HolderState doing) {
    return switch (doing) {
      case HolderState.Running _ -> "[running]";
      case HolderState.WantingCpu _ -> "[wanting a CPU]";
      case HolderState.Reclaiming _ -> "[reclaiming memory]";
      case HolderState.Waiting waits ->
          "[waits for " + waits.lock().label() + " because of " + waits.root().label() + "]";
      case HolderState.Asleep(var reason) -> "[asleep: " + reason.kind().word() + "]";
    };
  }
}
