// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.probes.task.OwnerChain;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.results.By;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.watch.WatchEvents;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.watch.WatchSummary;
import io.rtnlab.results.watch.WatchSummary.Culprit;
import io.rtnlab.results.who.WhoDocument;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Sums looks up: of the second, and of all. Pure. */
final class Tally {
  /** Fewer looks, as on a machine with no CPU to spare, acquit nobody. */
  private static final int ENOUGH_LOOKS = 10;

  /** What {@code rtnlab who} calls long. */
  private static final long LONG_HOLD_NS = 100_000_000;

  /** Waits below it are those of any busy host. */
  private static final long NOTABLE_NS = 1_000_000;

  private static final long NS_PER_S = 1_000_000_000L;

  /** More names than a screen shows; the rest is one name. */
  private static final int NAMES = 1000;

  private static final int SHOWN = 20;
  private static final String OTHERS = "(others)";

  private final long mutex;
  private final By by;
  private final IntFunction<Optional<String>> dropper;
  private final PresentHold hold;
  private final Spacing spacing;
  private final Queue queue = new Queue();
  private final Map<String, long[]> culprits = new HashMap<>();
  private @Nullable TaskLook last;
  private long network;
  private long firstNs;
  private long lastNs;
  private long looks;
  private long heldLooks;
  private long longestHoldNs;
  private long longestWaitNs;
  private int alarms;
  private int secondLooks;
  private int secondHeld;
  private long secondLongestNs;
  private int secondWaiters;
  private long secondOldestNs;

  /**
   * Starts with nothing seen.
   *
   * @param dropper who dropped the network namespace that a kernel's worker tears down now
   * @param hold knows each look before it is added here
   * @param spacing says which looks count for how long the mutex was held
   */
  Tally(
      long mutex, By by, IntFunction<Optional<String>> dropper, PresentHold hold, Spacing spacing) {
    this.mutex = mutex;
    this.by = by;
    this.dropper = dropper;
    this.hold = hold;
    this.spacing = spacing;
  }

  /**
   * No thread owned it and none was queued.
   *
   * @param nowNs {@code CLOCK_MONOTONIC}
   */
  void addIdle(long nowNs) {
    begin(nowNs);
    last = null;
    network = 0;
    queue.add(nowNs, 0, 0);
  }

  /** Whether the look counts for how long the mutex was held. */
  private boolean begin(long nowNs) {
    firstNs = lastNs == 0 ? nowNs : firstNs;
    lastNs = nowNs;
    boolean counts = spacing.counts(nowNs);
    looks += counts ? 1 : 0;
    secondLooks += counts ? 1 : 0;
    return counts;
  }

  void add(TaskLook look) {
    long nowNs = look.after().timeNs();
    long sinceLookNs = lastNs == 0 ? 0 : nowNs - lastNs;
    boolean counts = begin(nowNs);
    int owner = hold.owner();
    network = look.task(owner).map(Task::network).orElse(0) & 0xffff_ffffL;
    if (owner != 0) {
      heldLooks += counts ? 1 : 0;
      secondHeld += counts ? 1 : 0;
      secondLongestNs = Math.max(secondLongestNs, hold.lengthNs());
      longestHoldNs = Math.max(longestHoldNs, hold.lengthNs());
    }
    List<Task> waiting =
        look.tasks().values().stream().filter(task -> task.wants().address() == mutex).toList();
    long oldestNs = waiting.stream().mapToLong(task -> task.sleep().asleepNs()).max().orElse(0);
    secondWaiters = Math.max(secondWaiters, waiting.size());
    secondOldestNs = Math.max(secondOldestNs, oldestNs);
    longestWaitNs = Math.max(longestWaitNs, oldestNs);
    queue.add(nowNs, waiting.size(), hold.lengthNs());
    if (!waiting.isEmpty()) {
      String name = name(look);
      long[] sums =
          culprits.computeIfAbsent(
              culprits.size() < NAMES || culprits.containsKey(name) ? name : OTHERS,
              _ -> new long[2]);
      sums[0] += provedNs(look, waiting, sinceLookNs);
      sums[1] += waiting.size() * sinceLookNs;
    }
    last = look;
  }

  /** Both looks name one owner, which has not run in between, and these slept all the while. */
  private long provedNs(TaskLook look, List<Task> waiting, long sinceLookNs) {
    TaskLook before = last;
    int owner = hold.owner();
    if (before == null || owner == 0 || !PresentHold.stayed(owner, before, look)) {
      return 0;
    }
    return sinceLookNs
        * waiting.stream().filter(task -> PresentHold.stayed(task.thread(), before, look)).count();
  }

  private String name(TaskLook look) {
    List<Task> chain = OwnerChain.from(look.after().owner(), look).tasks();
    if (chain.isEmpty()) {
      return "(no owner: being handed over)";
    }
    Task task = by == By.ROOT ? chain.getLast() : chain.getFirst();
    return by == By.CGROUP ? task.cgroup() : dropper.apply(task.thread()).orElseGet(task::comm);
  }

  void countAlarm() {
    alarms++;
  }

  /** Because of whom tasks waited, the most wait first. */
  List<Culprit> culprits() {
    return culprits.entrySet().stream()
        .map(entry -> new Culprit(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .sorted(Comparator.comparingLong(Culprit::highNs).reversed())
        .limit(SHOWN)
        .toList();
  }

  /** Ends the second. */
  WatchSecond second(Instant time, @Nullable WhoDocument who) {
    WatchSecond second =
        new WatchSecond(
            time.toString(),
            hold.owner() == 0 ? WhoDocument.IDLE : WhoDocument.HELD,
            secondLooks,
            secondHeld,
            hold.lengthNs(),
            secondLongestNs,
            secondWaiters,
            secondOldestNs,
            network,
            who);
    secondLooks = 0;
    secondHeld = 0;
    secondLongestNs = 0;
    secondWaiters = 0;
    secondOldestNs = 0;
    return second;
  }

  /**
   * The summary.
   *
   * @param retries null where they are not counted
   * @param allTasks whether looks show every task
   */
  WatchSummary summary(@Nullable List<WatchEvents.Retries> retries, boolean allTasks) {
    double seconds = (double) (lastNs - firstNs) / NS_PER_S;
    return new WatchSummary(
        seconds,
        looks,
        heldLooks,
        longestHoldNs,
        longestWaitNs,
        by.word(),
        culprits(),
        new WatchEvents(alarms, queue.convoys(), retries == null ? List.of() : retries),
        verdict(seconds, looks, heldLooks, longestHoldNs, longestWaitNs, allTasks),
        (retries == null ? WatchSummary.BLIND : WatchSummary.BLIND_WITH_RETRIES)
            + (allTasks ? "" : WatchSummary.BLIND_TO_TASKS));
  }

  /**
   * An acquittal needs all tasks, looks enough, and no long hold that nobody happened to wait for.
   */
  static String verdict(
      double seconds,
      long looks,
      long heldLooks,
      long longestHoldNs,
      long longestWaitNs,
      boolean allTasks) {
    String held =
        String.format(
            Locale.ROOT,
            "in %.0f s the RTNL was held in %s of %d looks, longest seen %s; ",
            seconds,
            Units.share(heldLooks, Math.max(1, looks)),
            looks,
            longestHoldNs == 0 ? "below one look" : Units.time(longestHoldNs));
    if (longestWaitNs >= NOTABLE_NS) {
      return held + "the longest wait seen was >= " + Units.time(longestWaitNs);
    }
    if (looks < ENOUGH_LOOKS) {
      return held + "too few looks to say that no thread waits: watch for longer";
    }
    held += "no thread was seen to wait over 1 ms";
    if (longestHoldNs >= LONG_HOLD_NS) {
      return held + ", though one could have";
    }
    return held + (allTasks ? ": look elsewhere" : ", of the tasks that this account is shown");
  }
}
