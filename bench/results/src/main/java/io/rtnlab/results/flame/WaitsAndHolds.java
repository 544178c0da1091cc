// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.trace.Replay;
import io.rtnlab.results.trace.ThreadNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The wait graph, the hold graph and the off-CPU graph of a run.
 *
 * <pre>
 *  wait     waiter ; its kernel stack ; "waits (evidence)" ; holder ; its kernel stack ; what it did
 *  hold     holder ; its kernel stack ; what it did
 *  off-CPU  holder ; its kernel stack ; what it did
 * </pre>
 *
 * The first two weigh the time that others waited, the third the holder's own. While a holder was
 * off its CPU, its stack is the one with which it left. While it ran, the hold graph shares its
 * waiting out over the samples that {@code run --flame} took of this holder; without any, and in
 * the wait graph, the stack is the one taken during that very hold: at its release, or while it
 * waited for the mutex itself.
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

  /** Waiting caused by a running holder that was not sampled during that hold. */
  private record Running(String holder, List<String> ownStack) {}

  private final Stacks waits = new Stacks();
  private final Stacks holds = new Stacks();
  private final HolderSamples samples = new HolderSamples();
  private final Map<Running, Long> running = new HashMap<>();
  private final Set<Integer> openWaits = new HashSet<>();
  private final ThreadNames names;
  private final HeldOffCpu offCpu;
  private final LongPredicate counted;
  private final Map<Integer, List<String>> stacks = new HashMap<>();
  private final Map<Integer, List<String>> waiting = new HashMap<>();
  private final Map<Integer, Hold> held = new HashMap<>();
  private final Map<Integer, List<WaitSegment>> pending = new HashMap<>();
  private long withoutStackNs;
  private long sampledNs;
  private long ledgerOffCpuNs;
  private @Nullable Ledger ledger;

  private WaitsAndHolds(List<String> operations, LongPredicate counted) {
    names = new ThreadNames(operations);
    this.counted = counted;
    offCpu = new HeldOffCpu(names, counted);
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
    made[0].shareOut();
    made[0].ledgerOffCpuNs =
        run.ledger().stream()
            .map(LedgerRow::offCpu)
            .filter(Objects::nonNull)
            .mapToLong(spent -> spent.heldAsleepNs() + spent.heldWantingCpuNs())
            .sum();
    return made[0];
  }

  public Stacks waits() {
    return waits;
  }

  public Stacks holds() {
    return holds;
  }

  /** Holders off their CPU, weighed by their own time. */
  public Stacks offCpu() {
    return offCpu.stacks();
  }

  /** The part of the off-CPU graph in requests of the run itself, nanoseconds. */
  public long offCpuOfRequestsNs() {
    return offCpu.ofRequestsNs();
  }

  /** What the run's own ledger says of that part. */
  public long ledgerOffCpuNs() {
    return ledgerOffCpuNs;
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

  /** How much of the hold graph is shared out over samples of running holders, nanoseconds. */
  public long sampledNs() {
    return sampledNs;
  }

  /** How many samples of running holders the events have. */
  public long samples() {
    return samples.count();
  }

  @Override
  public void accept(LockEvent event) {
    names.accept(event);
    offCpu.accept(event, event instanceof LockEvent.OffCpu e ? stack(e.stack()) : List.of());
    switch (event) {
      case LockEvent.StackSeen e -> stacks.put(e.stack(), e.frames().reversed());
      case LockEvent.HolderSampled e -> {
        if (counted.test(e.timeNs())) {
          samples.add(names.kindAt(e.thread()), stack(e.stack()), openWaits.size());
        }
      }
      case LockEvent.WaitBegin e -> {
        openWaits.add(e.thread());
        if (e.stack() >= 0) {
          waiting.put(e.thread(), stack(e.stack()));
        }
      }
      case LockEvent.Acquired e -> {
        pending.remove(e.thread()); // whatever did not end well
        openWaits.remove(e.thread());
        Hold hold = new Hold();
        hold.stack = waiting.getOrDefault(e.thread(), List.of());
        waiting.remove(e.thread());
        held.put(e.thread(), hold);
      }
      case LockEvent.OffCpu e -> {
        if (e.holding() && e.stack() >= 0) {
          Hold hold = hold(e.thread());
          hold.away = KernelStack.untilScheduler(stack(e.stack()));
          hold.stack = hold.stack.isEmpty() ? hold.away : hold.stack;
        }
      }
      case LockEvent.Released e -> {
        if (e.stack() >= 0) {
          hold(e.thread()).stack = KernelStack.untilUnlock(stack(e.stack()));
        }
        held.remove(e.thread());
      }
      case LockEvent.RequestBegin e -> forget(e.thread());
      case LockEvent.RequestEnd e -> forget(e.thread());
      case LockEvent.Lost _ -> {
        pending.clear();
        openWaits.clear();
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
    openWaits.remove(thread);
    waiting.remove(thread);
    held.remove(thread);
  }

  private List<String> stack(int id) {
    return stacks.getOrDefault(id, List.of());
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
      boolean ownerChangedWithin,
      HolderState doing) {
    Hold hold = holder == 0 ? null : hold(holder);
    pending
        .computeIfAbsent(waiter, _ -> new ArrayList<>())
        .add(
            new WaitSegment(
                holder == 0 ? "" : names.kindAt(holder),
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
        behind.add(KernelStack.doing(segment.doing(), segment.stack()));
        if (segment.doing() instanceof HolderState.Running) {
          running.merge(new Running(segment.holder(), segment.stack()), segment.ns(), Long::sum);
        } else {
          holds.add(behind, segment.ns());
          withoutStackNs += segment.stack().isEmpty() ? segment.ns() : 0;
        }
      }
      List<String> all = new ArrayList<>(List.of(names.kindAt(waiter)));
      all.addAll(waiting.getOrDefault(waiter, List.of()));
      all.add("waits (" + segment.evidence().name().toLowerCase(Locale.ROOT) + ")");
      all.addAll(behind);
      waits.add(all, segment.ns());
    }
  }

  /** Once all samples are known: the waiting that running holders caused, by where they ran. */
  private void shareOut() {
    Map<String, Long> sampled = new TreeMap<>();
    running.forEach(
        (holder, ns) -> {
          if (samples.has(holder.holder())) {
            sampled.merge(holder.holder(), ns, Long::sum);
          } else {
            addRunning(holder.holder(), holder.ownStack(), ns);
            withoutStackNs += holder.ownStack().isEmpty() ? ns : 0;
          }
        });
    sampled.forEach(
        (holder, ns) -> {
          samples.share(holder, ns, (stack, part) -> addRunning(holder, stack, part));
          sampledNs += ns;
        });
  }

  private void addRunning(String holder, List<String> stack, long ns) {
    List<String> frames = new ArrayList<>(List.of(holder));
    frames.addAll(stack);
    frames.add(KernelStack.running(stack));
    holds.add(frames, ns);
  }
}
