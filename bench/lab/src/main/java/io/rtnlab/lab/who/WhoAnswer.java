// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import io.rtnlab.probes.stack.RtnlHandlers;
import io.rtnlab.probes.stack.SleepReason;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook.Knows;
import io.rtnlab.probes.task.WantedLock;
import io.rtnlab.results.watch.AlarmDocument;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoTask;
import io.rtnlab.results.who.WhoWaiter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was seen into words: functions for addresses, locks by their names, and what is not
 * known.
 */
public final class WhoAnswer {
  private final Inspection seen;
  private final Map<Long, String> functions;
  private final PodNames pods = new PodNames();

  private WhoAnswer(Inspection seen) throws IOException {
    this.seen = seen;
    Set<Long> addresses = new HashSet<>();
    seen.last().tasks().values().forEach(task -> addresses.addAll(task.stack()));
    this.functions = seen.symbols().namesOf(addresses);
  }

  /**
   * Looks at this host now.
   *
   * @param over an owner that runs is watched for at most so long
   * @throws IOException where nothing can be seen, saying why and what would help
   */
  public static WhoDocument now(Duration over) throws IOException {
    try (HostLooks host = HostLooks.open()) {
      return host.who(over);
    }
  }

  static WhoDocument of(Inspection seen) throws IOException {
    return new WhoAnswer(seen).document();
  }

  static HostLooks.Story story(Inspection seen) throws IOException {
    WhoAnswer answer = new WhoAnswer(seen);
    return new HostLooks.Story(
        answer.document(),
        seen.chain().tasks().stream()
            .map(
                task ->
                    new AlarmDocument.TaskStack(
                        task.thread(),
                        task.comm(),
                        answer.frames(task).stream().filter(frame -> !frame.isEmpty()).toList()))
            .toList());
  }

  private WhoDocument document() {
    boolean held = seen.last().after().owner() != 0;
    List<WhoTask> chain = held ? chain() : List.of();
    return new WhoDocument(
        held ? WhoDocument.HELD : WhoDocument.IDLE,
        held ? seen.heldAtLeastNs() : 0,
        held && seen.agreed() ? seen.ownerSameForNs() : 0,
        chain.isEmpty() ? null : chain.getLast(),
        chain,
        waiters(),
        doubts(held),
        seen.mutex().toString(),
        seen.looks());
  }

  private List<WhoTask> chain() {
    List<WhoTask> chain = new ArrayList<>();
    String has = "rtnl_mutex";
    for (Task task : seen.chain().tasks()) {
      String wants = task.wants().present() ? nameOf(task.wants(), task) : null;
      chain.add(
          new WhoTask(
              task.thread(),
              task.process(),
              task.comm(),
              doing(task),
              state(task),
              has,
              wants,
              task.sleep().asleepNs(),
              task.cgroup(),
              pods.of(task.cgroup())));
      has = wants == null ? "" : wants;
    }
    return chain;
  }

  /** Of a lock without a name: the function that called for it, such as that of a grace period. */
  private String nameOf(WantedLock lock, Task waiter) {
    if (lock.address() == seen.mutex().address()) {
      return "rtnl_mutex";
    }
    if (!lock.device().isEmpty()) {
      return "dev->lock of " + lock.device();
    }
    String function = calledForLock(waiter);
    return lock.kind().word()
        + (function.isEmpty() ? " " : " of " + function + ", ")
        + "0x"
        + Long.toHexString(lock.address());
  }

  private @Nullable String doing(Task task) {
    return RtnlHandlers.of(frames(task)).map(RtnlHandlers.Handler::function).orElse(null);
  }

  private String state(Task task) {
    if (task.sleep().onCpu()) {
      return "running";
    }
    if (task.sleep().wantsCpu()) {
      return "wants a CPU";
    }
    SleepReason reason = SleepReason.of(frames(task));
    return reason.function().isEmpty() ? "asleep" : "asleep in " + reason.function();
  }

  private List<String> frames(Task task) {
    return task.stack().stream().map(address -> functions.getOrDefault(address, "")).toList();
  }

  private List<WhoWaiter> waiters() {
    return seen.last().tasks().values().stream()
        .filter(task -> task.wants().address() == seen.mutex().address())
        .map(
            task ->
                new WhoWaiter(
                    task.thread(),
                    task.comm(),
                    wanted(task),
                    task.sleep().asleepNs(),
                    task.cgroup()))
        .sorted(Comparator.comparingLong(WhoWaiter::atLeastNs).reversed())
        .toList();
  }

  /** The handler, else the function that called for the mutex. */
  private String wanted(Task task) {
    String handler = doing(task);
    if (handler != null) {
      return handler;
    }
    return calledForLock(task);
  }

  private String calledForLock(Task task) {
    return frames(task).stream()
        .filter(frame -> !frame.contains("mutex_lock") && !frame.contains("schedule"))
        .filter(frame -> !frame.contains("rwsem") && !frame.startsWith("down"))
        .filter(frame -> !frame.startsWith("rtnl_lock"))
        .findFirst()
        .orElse("");
  }

  private boolean runs() {
    return seen.last()
        .task(seen.last().after().owner())
        .map(task -> task.sleep().onCpu())
        .orElse(false);
  }

  private List<String> doubts(boolean held) {
    List<String> doubts = new ArrayList<>();
    Set<Knows> knows = seen.last().knows();
    doubts.add(
        seen.agreed()
            ? "two looks agree; spinners not visible"
            : "the owner changed between all " + seen.looks() + " looks: no long hold");
    if (seen.last().after().owner() == 0 && seen.last().after().queued()) {
      doubts.add("threads are queued, and no thread owns it: a handover, or a lost wake-up");
    }
    if (held && seen.agreed() && runs() && seen.heldAtLeastNs() < seen.ownerSameForNs()) {
      doubts.add("the holder runs: it may have let go and taken it again between looks");
    }
    if (held && seen.chain().tasks().isEmpty()) {
      doubts.add(
          "the holder, thread " + seen.last().after().owner() + ", is not among the tasks shown");
    } else if (held && seen.agreed() && !seen.chain().complete()) {
      doubts.add("the chain breaks off: the owner of the last lock is not known");
    }
    if (!seen.showsInit()) {
      doubts.add("not all tasks show: process 1 is hidden (PID namespace, or guarded)");
    }
    if (!knows.contains(Knows.MUTEXES) && !knows.contains(Knows.BLOCKERS)) {
      doubts.add("this kernel does not say what a task sleeps for: no chain");
    } else if (!knows.contains(Knows.BLOCKERS)) {
      doubts.add("semaphores behind the holder are not visible on this kernel");
    }
    if (!knows.contains(Knows.SLEEP)) {
      doubts.add("since when a task sleeps is not visible (CONFIG_FAIR_GROUP_SCHED)");
    }
    return doubts;
  }
}
