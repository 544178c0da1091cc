// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import io.rtnlab.probes.hung.Hang.Outcome;
import io.rtnlab.probes.hung.HangEvidence.Source;
import io.rtnlab.probes.hung.WaitingFor.Certainty;
import io.rtnlab.probes.stack.RtnlHandlers;
import io.rtnlab.probes.stack.SleepReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the holder of the RTNL among the tasks of a log, and the task that the holder waits for.
 * Evidence, the strongest first: the kernel's own line about the mutex's owner; lockdep, where the
 * task has got a later lock or does not wait; a stack inside a function that asserts the RTNL; a
 * stack inside a function that may hold it. Two candidates of the same strength are no answer.
 */
public final class HangAnalysis {
  private static final int CHAIN = 8;

  private static final List<String> FOR_WORK =
      List.of(
          "__flush_work",
          "flush_work",
          "__flush_workqueue",
          "flush_workqueue",
          "drain_workqueue",
          "__cancel_work_timer",
          "__cancel_work_sync",
          "cancel_work_sync",
          "cancel_delayed_work_sync");

  private final HangEvidence log;
  private final Map<SeenTask, WaitingFor> waits = new HashMap<>();
  private final List<String> doubts = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private String evidence = "";

  private HangAnalysis(HangEvidence log) {
    this.log = log;
    for (SeenTask task : log.tasks()) {
      waits.put(task, WaitingFor.of(task.functions(), task.state, task.ofProc));
    }
  }

  /** Reads all tasks of the log. */
  public static Hang of(HangEvidence log) {
    return new HangAnalysis(log).result();
  }

  private Hang result() {
    List<SeenTask> sure = log.tasks().stream().filter(this::wantsRtnl).toList();
    List<SeenTask> possible =
        log.tasks().stream().filter(task -> wait(task).rtnl() == Certainty.POSSIBLE).toList();
    SeenTask holder = holder(sure, possible);
    List<SeenTask> waiting = new ArrayList<>(sure);
    possible.stream().filter(task -> !task.equals(holder)).forEach(waiting::add);
    if (sure.isEmpty() && possible.isEmpty() && !stuck(holder)) {
      doubts.clear();
      doubtsOf(List.of(), List.of(), null);
      int unseen = withoutStack();
      missing.clear();
      if (unseen > 0) {
        missing.add(STACKS);
      }
      askForUnread();
      return new Hang(
          missing.isEmpty() ? Outcome.NONE : Outcome.CANNOT_TELL,
          List.of(),
          List.of(),
          "",
          doubts,
          List.copyOf(missing),
          blocked() - unseen);
    }
    List<HangTask> chain = holder == null ? List.of() : chain(holder);
    doubtsOf(waiting, possible, holder);
    if (holder == null) {
      askForMore();
    }
    Set<Integer> inChain = new LinkedHashSet<>();
    chain.forEach(task -> inChain.add(task.pid()));
    List<HangWaiter> waiters =
        waiting.stream()
            .filter(task -> !inChain.contains(task.pid))
            .map(this::waiter)
            .sorted(Comparator.comparingLong(HangWaiter::atLeastNs).reversed())
            .toList();
    int others =
        (int)
            Math.max(
                0,
                blocked() - waiters.size() - chain.stream().filter(t -> t.atLeastNs() > 0).count());
    return new Hang(
        holder == null ? Outcome.CANNOT_TELL : Outcome.ROOT_KNOWN,
        chain,
        waiters,
        evidence,
        doubts,
        List.copyOf(missing),
        others);
  }

  /** Where nothing was found: what could not be read, and may have shown it. */
  private void askForUnread() {
    if (log.sources().equals(Set.of(Source.PROC_STACK))
        && log.tasks().stream().allMatch(task -> task.frames().isEmpty())) {
      missing.add("the stacks: none could be read; copy /proc/PID/task/*/stack as root");
    } else if (asleepWithoutStack() > 0) {
      missing.add("the stacks of tasks in state D: copy /proc/PID/task/*/stack as root");
    }
    if (log.unread() > 0) {
      missing.add("the reports as the kernel printed them: give the output of dmesg");
    }
    List<SeenTask> cut = withoutReport();
    if (!cut.isEmpty()) {
      doubts.add(
          name(cut.getFirst())
              + " sleeps in state D where the RTNL may be held, and no line says for how long");
    }
    if (!cut.isEmpty() || log.headless().stream().anyMatch(task -> mayConcern(task.functions()))) {
      missing.add("what was printed before: journalctl -k, or a larger log (log_buf_len=16M)");
    }
  }

  /** Tasks in a place that may hold the RTNL, where neither a report nor a dump says why. */
  private List<SeenTask> withoutReport() {
    return log.sources().contains(Source.SYSRQ_T)
            || log.sources().contains(Source.SYSRQ_W)
            || log.sources().contains(Source.PROC_STACK)
        ? List.of()
        : log.tasks().stream()
            .filter(task -> task.state == 'D' && task.blockedNs == 0)
            .filter(task -> holding(task) != Holding.NO)
            .toList();
  }

  /** Whether a stack that lacks its first frames may be of a task that waits for it or holds it. */
  private static boolean mayConcern(List<String> functions) {
    return WaitingFor.of(functions, 'D', false).rtnl() != Certainty.NO
        || (!Holding.afterHold(functions)
            && (Holding.of(functions) != Holding.NO
                || Holding.handler(functions).isPresent()
                || functions.getFirst().startsWith("netlink_")));
  }

  private int asleepWithoutStack() {
    return (int)
        log.tasks().stream()
            .filter(task -> task.ofProc && task.state == 'D' && task.frames().isEmpty())
            .count();
  }

  /** Whether a task without a visible waiter is itself reported as hung. */
  private boolean stuck(@Nullable SeenTask task) {
    return task != null
        && (task.blockedNs > 0
            || task.lockedUp
            || task.died
            || (task.state == 'D' && !wait(task).lock().isEmpty()));
  }

  private WaitingFor wait(SeenTask task) {
    return waits.getOrDefault(task, WaitingFor.NOTHING);
  }

  private boolean wantsRtnl(SeenTask task) {
    return wait(task).rtnl() == Certainty.SURE || lastLockIsRtnl(task);
  }

  /** Of a task without a stack: lockdep names the RTNL last, got or not. */
  private boolean lastLockIsRtnl(SeenTask task) {
    return task.frames().isEmpty()
        && task.state != 'R'
        && !task.locks().isEmpty()
        && task.locks().getLast().isRtnl();
  }

  private int blocked() {
    return (int) log.tasks().stream().filter(task -> task.blockedNs > 0).count();
  }

  /** Tasks that are reported as hung, and of which the log shows neither stack nor locks. */
  private int withoutStack() {
    List<SeenTask> unseen =
        log.tasks().stream()
            .filter(task -> task.blockedNs > 0 && task.frames().isEmpty() && task.locks().isEmpty())
            .toList();
    if (!unseen.isEmpty()) {
      doubts.add(
          unseen.size()
              + (unseen.size() == 1 ? " task hung" : " tasks hung")
              + " without a stack in this log, such as "
              + name(unseen.getFirst())
              + ": for the RTNL or for something else");
    }
    return unseen.size();
  }

  private @Nullable SeenTask holder(List<SeenTask> sure, List<SeenTask> possible) {
    Set<SeenTask> named = owners(sure);
    if (named.isEmpty()) {
      named.addAll(
          owners(possible.stream().filter(task -> !Holding.asserted(task.functions())).toList()));
    }
    List<SeenTask> locked = byLockdep();
    List<SeenTask> itself =
        sure.stream().filter(task -> Holding.asserted(task.functions())).toList();
    SeenTask found = one(named, "the kernel names the owner of the mutex");
    found =
        found != null
            ? found
            : one(locked, "lockdep: it holds rtnl_mutex, and waits for another lock or none");
    found =
        found != null
            ? found
            : one(itself, "it waits for the RTNL in a function that runs with the RTNL held");
    found =
        found != null
            ? found
            : one(byStack(Holding.SURE), "its stack is in a function that asserts the RTNL");
    if (found == null && byStack(Holding.SURE).isEmpty()) {
      boolean needed = !sure.isEmpty() || !possible.isEmpty();
      List<SeenTask> maybe = byStack(Holding.POSSIBLE);
      found =
          needed || maybe.stream().anyMatch(task -> task.blockedNs > 0)
              ? one(maybe, "the only task in a function that may hold the RTNL")
              : null;
      if (found != null) {
        doubts.add("likely, not sure: no line of the log names the owner");
      }
    }
    return found;
  }

  private Set<SeenTask> owners(List<SeenTask> waiters) {
    Set<SeenTask> owners = new LinkedHashSet<>();
    for (SeenTask waiter : waiters) {
      SeenTask owner = waiter.owner;
      if (owner != null) {
        owners.add(owner);
      }
    }
    return owners;
  }

  private List<SeenTask> byLockdep() {
    return log.tasks().stream()
        .filter(task -> task.locks().stream().anyMatch(HeldLock::isRtnl))
        .filter(
            task ->
                !task.locks().getLast().isRtnl()
                    || (!task.frames().isEmpty() && wait(task).rtnl() == Certainty.NO))
        .filter(task -> wait(task).rtnl() != Certainty.SURE)
        .toList();
  }

  private List<SeenTask> byStack(Holding least) {
    return log.tasks().stream()
        .filter(task -> wait(task).rtnl() != Certainty.SURE)
        .filter(task -> holding(task) == least)
        .toList();
  }

  /** The functions of net/core/dev_api.c take dev->lock inside the RTNL. */
  private Holding holding(SeenTask task) {
    WaitingFor wait = wait(task);
    return wait.lock().equals(WaitingFor.DEVICE_LOCK) && !wait.caller().startsWith("netdev_")
        ? Holding.SURE
        : Holding.of(task.functions());
  }

  private @Nullable SeenTask one(Iterable<SeenTask> candidates, String why) {
    List<SeenTask> all = new ArrayList<>();
    candidates.forEach(all::add);
    if (all.size() == 1) {
      evidence = why;
      return all.getFirst();
    }
    if (all.size() > 1) {
      doubts.add(
          all.size()
              + " tasks may hold the RTNL ("
              + why
              + "): "
              + String.join(", ", all.stream().limit(4).map(HangAnalysis::name).toList())
              + (all.size() > 4 ? ", …" : ""));
    }
    return null;
  }

  private List<HangTask> chain(SeenTask holder) {
    List<HangTask> chain = new ArrayList<>();
    Set<SeenTask> seen = new LinkedHashSet<>();
    SeenTask task = holder;
    String has = HeldLock.RTNL;
    while (task != null && chain.size() < CHAIN) {
      if (!seen.add(task)) {
        doubts.add("deadlock: the chain comes back to " + name(task));
        break;
      }
      WaitingFor wait = wait(task);
      String wants = wait.lock().isEmpty() ? null : wait.lock();
      chain.add(described(task, has, wants));
      if (wants == null) {
        sleepsForWork(task);
        break;
      }
      if (wait.rtnl() == Certainty.SURE && chain.size() == 1) {
        doubts.add("deadlock with itself: " + name(task) + " waits for the RTNL, and has it");
        break;
      }
      has = wants;
      SeenTask next = next(task, wait);
      if (next == null) {
        doubts.add("the chain breaks off: the log does not say who has " + wants);
        missing.add(ALL_TASKS);
      }
      task = next;
    }
    return chain;
  }

  private @Nullable SeenTask next(SeenTask task, WaitingFor wait) {
    SeenTask owner = task.owner;
    if (owner != null) {
      return owner;
    }
    if (!task.locks().isEmpty()) {
      String address = task.locks().getLast().address();
      List<SeenTask> holders =
          log.tasks().stream()
              .filter(other -> other != task)
              .filter(
                  other ->
                      other.locks().stream().anyMatch(lock -> lock.address().equals(address))
                          && !other.locks().getLast().address().equals(address))
              .toList();
      if (holders.size() == 1) {
        return holders.getFirst();
      }
    }
    return wait.lock().equals(WaitingFor.DEVICE_LOCK) ? onlyHolderOfDevice(task) : null;
  }

  /** Ethtool takes the mutex of the interface alone, and asks the driver with it. */
  private @Nullable SeenTask onlyHolderOfDevice(SeenTask waiter) {
    List<SeenTask> holders =
        log.tasks().stream()
            .filter(task -> task != waiter && wait(task).lock().isEmpty())
            .filter(
                task ->
                    task.functions().contains("dev_ethtool")
                        || task.functions().stream().anyMatch(f -> f.startsWith("ethnl_")))
            .toList();
    if (holders.size() != 1) {
      return null;
    }
    doubts.add(
        "likely, not sure: " + name(holders.getFirst()) + " has dev->lock by its stack alone");
    return holders.getFirst();
  }

  private void sleepsForWork(SeenTask task) {
    if (task.functions().stream().noneMatch(FOR_WORK::contains)) {
      return;
    }
    log.tasks().stream()
        .filter(other -> other != task && wantsRtnl(other))
        .filter(other -> other.functions().contains("process_one_work"))
        .findFirst()
        .ifPresent(
            worker ->
                doubts.add(
                    "perhaps a deadlock: "
                        + name(task)
                        + " waits for kernel work, and "
                        + name(worker)
                        + " does such work and waits for the RTNL"));
  }

  private HangTask described(SeenTask task, String has, @Nullable String wants) {
    List<String> functions = task.functions();
    RtnlHandlers.Handler handler = Holding.doing(functions).orElse(null);
    return new HangTask(
        task.pid,
        task.comm,
        handler == null ? null : handler.function(),
        handler == null ? null : handler.doing(),
        state(task, wants),
        has,
        wants,
        task.blockedNs,
        task.frames().stream().map(Frame::module).filter(m -> !m.isEmpty()).distinct().toList(),
        functions);
  }

  private static String state(SeenTask task, @Nullable String wants) {
    List<String> functions = task.functions();
    if (task.died) {
      return "died (oops) in " + (functions.isEmpty() ? "the kernel" : functions.getFirst());
    }
    if (functions.isEmpty()) {
      return task.state == '?' && task.locks().isEmpty()
          ? "not in this log"
          : "without a stack in this log";
    }
    if (task.lockedUp || task.state == 'R') {
      return "running in " + functions.getFirst();
    }
    if (wants != null) {
      return "waits for " + wants;
    }
    SleepReason reason =
        SleepReason.of(functions.stream().filter(f -> !f.startsWith("__switch_to")).toList());
    return reason.function().isEmpty() ? "asleep" : "asleep in " + reason.function();
  }

  private HangWaiter waiter(SeenTask task) {
    WaitingFor wait = wait(task);
    String wants =
        Holding.doing(task.functions()).map(RtnlHandlers.Handler::function).orElse(wait.caller());
    return new HangWaiter(
        task.pid, task.comm, wants, task.blockedNs, wait.rtnl() == Certainty.SURE);
  }

  private void doubtsOf(
      List<SeenTask> waiting, List<SeenTask> possible, @Nullable SeenTask holder) {
    List<SeenTask> unsure =
        possible.stream().filter(task -> !Objects.equals(task, holder)).toList();
    if (!unsure.isEmpty()) {
      SeenTask first = unsure.getFirst();
      doubts.add(
          (unsure.size() == 1 ? "" : unsure.size() + " tasks, such as ")
              + name(first)
              + (unsure.size() == 1 ? " waits for " : ": ")
              + wait(first).lock()
              + ", which its stack cannot distinguish");
    }
    if (waiting.stream().anyMatch(this::lastLockIsRtnl)) {
      doubts.add("lockdep lists a lock before it is got: tasks without a stack may hold or wait");
    }
    long after =
        log.tasks().stream()
            .filter(task -> Holding.afterHold(task.functions()))
            .filter(task -> !wantsRtnl(task))
            .count();
    if (after > 0) {
      doubts.add(
          after
              + (after == 1 ? " task is" : " tasks are")
              + " in netdev_run_todo: after the hold, not in it");
    }
    if (waiting.stream().anyMatch(task -> task.ownerNotFound)) {
      doubts.add("the kernel found no owner: a handover, or a lost wake-up");
    }
    int asleep = asleepWithoutStack();
    if (asleep > 0) {
      doubts.add(
          asleep
              + (asleep == 1 ? " task sleeps" : " tasks sleep")
              + " in state D, and no stack says where");
    }
    if (log.unread() > 0) {
      doubts.add(
          log.unread()
              + (log.unread() == 1 ? " hung-task report stands" : " hung-task reports stand")
              + " in lines of a form that is not known: give the output of dmesg");
    }
    if (log.dumps() > 1) {
      doubts.add(
          log.dumps() + " dumps of sysrq in this log: of each task the last that shows it counts");
    }
    if (!log.headless().isEmpty()) {
      doubts.add("the log begins in the middle of a stack: that task is not known");
    }
    if (log.full()) {
      doubts.add("the log shows more tasks than were kept");
    }
    SeenTask held = holder;
    if (held != null && held.frames().isEmpty()) {
      missing.add("the stack of " + name(held) + ": " + ALL_TASKS);
    }
  }

  private static final String ALL_TASKS =
      "echo t > /proc/sysrq-trigger shows every task, those too that sleep in state S";

  private static final String STACKS =
      "the stacks: dmesg and journalctl -k have them where a console leaves them out (loglevel=)";

  private void askForMore() {
    if (log.sources().equals(Set.of(Source.PROC_STACK))) {
      missing.add("/proc/PID/task/*/stack, where it was left out: /proc/PID/stack is one thread's");
      missing.add("what runs shows no stack there: " + ALL_TASKS);
      return;
    }
    boolean all = log.sources().contains(Source.SYSRQ_T);
    if (!all) {
      missing.add("khungtaskd and sysrq-w never show a holder that runs or sleeps in state S");
      missing.add(ALL_TASKS);
    } else {
      missing.add("the whole sysrq-t: enlarge the log (log_buf_len=16M), or read the console");
    }
    if (!log.sources().contains(Source.OWNER_LINE)) {
      missing.add(
          "the owner's line: kernels from 6.16 on print it (CONFIG_DETECT_HUNG_TASK_BLOCKER)");
    }
  }

  private static String name(SeenTask task) {
    return task.comm + "[" + task.pid + "]";
  }
}
