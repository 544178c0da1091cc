// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.lab.watch.SecondSeen.Stretch;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.watch.WatchSummary.Culprit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which holds and waits end, from look to look. Pure. */
final class Activity {
  /** Of one second; a machine on which more end has other troubles. */
  private static final int MOST = 10_000;

  private final long mutex;
  private final Function<Task, String> handler;
  private final PresentHold hold;
  private final Map<Integer, Task> waiting = new HashMap<>();
  private final List<Stretch> holds = new ArrayList<>();
  private final List<Stretch> waits = new ArrayList<>();
  private final List<Stretch> caused = new ArrayList<>();
  private @Nullable Task holder;
  private int number;
  private long heldNs;
  private long lastNs;

  /**
   * Starts with nothing seen.
   *
   * @param handler names what a task does by its stack; empty where it does not say
   * @param hold knows each look before it is added here
   */
  Activity(long mutex, Function<Task, String> handler, PresentHold hold) {
    this.mutex = mutex;
    this.handler = handler;
    this.hold = hold;
  }

  /** No thread owned it and none was queued. */
  void addIdle(long nowNs) {
    change();
    waiting.values().forEach(task -> keep(waits, task, task.sleep().asleepNs()));
    waiting.clear();
    lastNs = nowNs;
  }

  void add(TaskLook look) {
    long nowNs = look.after().timeNs();
    change();
    Task now = look.tasks().get(hold.owner());
    holder = now == null ? holder : now;
    Map<Integer, Task> still = new HashMap<>();
    look.tasks().values().stream()
        .filter(task -> task.wants().address() == mutex)
        .forEach(task -> still.put(task.thread(), task));
    waiting.forEach(
        (thread, task) -> {
          Task since = still.get(thread);
          if (since == null || since.sleep().switches() != task.sleep().switches()) {
            keep(waits, task, task.sleep().asleepNs());
          }
        });
    waiting.clear();
    waiting.putAll(still);
    if (holder != null && !still.isEmpty() && lastNs != 0) {
      keep(caused, holder, still.size() * (nowNs - lastNs));
    }
    lastNs = nowNs;
  }

  /** Keeps the hold before, where another goes on now. */
  private void change() {
    if (hold.number() != number) {
      Task before = holder;
      if (before != null) {
        keep(holds, before, heldNs);
      }
      number = hold.number();
      holder = null;
    }
    heldNs = hold.lengthNs();
  }

  private void keep(List<Stretch> stretches, Task task, long ns) {
    if (stretches.size() < MOST) {
      stretches.add(new Stretch(handler.apply(task), task.cgroup(), Math.max(0, ns)));
    }
  }

  /**
   * Ends a second: gives what ended in it, and forgets it.
   *
   * @param culprits of the whole watch
   */
  SecondSeen end(WatchSecond second, List<Culprit> culprits) {
    SecondSeen seen = new SecondSeen(second, culprits, holds, waits, caused);
    holds.clear();
    waits.clear();
    caused.clear();
    return seen;
  }
}
