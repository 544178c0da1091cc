// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.probes.task.OwnerChain;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.results.By;
import io.rtnlab.results.report.text.Units;
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
import org.jspecify.annotations.Nullable;

/** Sums looks up: of the second, and of all. Pure. */
final class Tally {
  /** Waits below it are those of any busy host. */
  private static final long NOTABLE_NS = 1_000_000;

  private static final long NS_PER_S = 1_000_000_000L;

  /** More names than a screen shows; the rest is one name. */
  private static final int NAMES = 1000;

  private static final String OTHERS = "(others)";

  private final long mutex;
  private final By by;
  private final Map<String, Long> culprits = new HashMap<>();
  private int owner;
  private long ownerSinceNs;
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

  Tally(long mutex, By by) {
    this.mutex = mutex;
    this.by = by;
  }

  void add(TaskLook look) {
    long nowNs = look.after().timeNs();
    int now = look.after().owner();
    long sinceLookNs = looks == 0 ? 0 : nowNs - lastNs;
    firstNs = looks == 0 ? nowNs : firstNs;
    lastNs = nowNs;
    looks++;
    secondLooks++;
    if (now != owner) {
      owner = now;
      ownerSinceNs = nowNs;
    }
    if (now != 0) {
      heldLooks++;
      secondHeld++;
      secondLongestNs = Math.max(secondLongestNs, heldForNs());
      longestHoldNs = Math.max(longestHoldNs, heldForNs());
    }
    List<Task> waiting =
        look.tasks().values().stream().filter(task -> task.wants().address() == mutex).toList();
    long oldestNs = waiting.stream().mapToLong(task -> task.sleep().asleepNs()).max().orElse(0);
    secondWaiters = Math.max(secondWaiters, waiting.size());
    secondOldestNs = Math.max(secondOldestNs, oldestNs);
    longestWaitNs = Math.max(longestWaitNs, oldestNs);
    if (!waiting.isEmpty()) {
      String name = name(look);
      culprits.merge(
          culprits.size() < NAMES || culprits.containsKey(name) ? name : OTHERS,
          waiting.size() * sinceLookNs,
          Long::sum);
    }
  }

  private String name(TaskLook look) {
    List<Task> chain = OwnerChain.from(look.after().owner(), look).tasks();
    if (chain.isEmpty()) {
      return "(no owner: being handed over)";
    }
    Task task = by == By.ROOT ? chain.getLast() : chain.getFirst();
    return by == By.CGROUP ? task.cgroup() : task.comm();
  }

  /** Nanoseconds over which all looks saw the present owner; 0 where no thread owns it. */
  long heldForNs() {
    return owner == 0 ? 0 : lastNs - ownerSinceNs;
  }

  /** Thread id of the present owner; 0 for none. */
  int owner() {
    return owner;
  }

  void countAlarm() {
    alarms++;
  }

  /** Ends the second. */
  WatchSecond second(Instant time, @Nullable WhoDocument who) {
    WatchSecond second =
        new WatchSecond(
            time.toString(),
            owner == 0 ? WhoDocument.IDLE : WhoDocument.HELD,
            secondLooks,
            secondHeld,
            heldForNs(),
            secondLongestNs,
            secondWaiters,
            secondOldestNs,
            who);
    secondLooks = 0;
    secondHeld = 0;
    secondLongestNs = 0;
    secondWaiters = 0;
    secondOldestNs = 0;
    return second;
  }

  WatchSummary summary() {
    double seconds = (double) (lastNs - firstNs) / NS_PER_S;
    return new WatchSummary(
        seconds,
        looks,
        heldLooks,
        longestHoldNs,
        longestWaitNs,
        alarms,
        by.word(),
        culprits.entrySet().stream()
            .map(entry -> new Culprit(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Culprit::waitNs).reversed())
            .limit(20)
            .toList(),
        verdict(seconds),
        WatchSummary.BLIND);
  }

  private String verdict(double seconds) {
    String held =
        String.format(
            Locale.ROOT,
            "in %.0f s the RTNL was held in %s of %d looks, longest seen %s; ",
            seconds,
            Units.share(heldLooks, Math.max(1, looks)),
            looks,
            longestHoldNs == 0 ? "below one look" : Units.time(longestHoldNs));
    return longestWaitNs < NOTABLE_NS
        ? held + "nobody was seen to wait over 1 ms: look elsewhere"
        : held + "the longest wait seen was >= " + Units.time(longestWaitNs);
  }
}
