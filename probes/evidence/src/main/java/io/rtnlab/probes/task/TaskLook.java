// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over all tasks. They change meanwhile: only what two looks agree on is sure.
 *
 * @param before the mutex before the first task was read
 * @param after the mutex after the last
 * @param tasks the owner of the mutex, all who sleep for a lock, and those asked for, by thread id
 * @param knows what this kernel shows
 */
public record TaskLook(
    MutexLook before, MutexLook after, Map<Integer, Task> tasks, Set<Knows> knows) {

  /** What a kernel may show of its tasks. */
  public enum Knows {
    /** For which mutex a task sleeps ({@code blocked_on}, Linux 6.17). */
    MUTEXES,
    /** For which lock of any kind ({@code CONFIG_DETECT_HUNG_TASK_BLOCKER}, Linux 6.16). */
    BLOCKERS,
    /** Since when a task sleeps ({@code CONFIG_FAIR_GROUP_SCHED}). */
    SLEEP
  }

  public TaskLook {
    tasks = Map.copyOf(tasks);
    knows = Set.copyOf(knows);
  }

  static TaskLook of(MutexLook before, MutexLook after, List<Task> tasks, Set<Knows> knows) {
    Map<Integer, Task> byThread = new HashMap<>();
    tasks.forEach(task -> byThread.put(task.thread(), task));
    return new TaskLook(before, after, byThread, knows);
  }

  /**
   * Whether both looks saw the thread off its CPU and it did not run in between: each leaving of
   * one counts. False where one of them did not see it.
   */
  public boolean stayedOffCpu(int thread, TaskLook before) {
    Task then = before.tasks.get(thread);
    Task since = tasks.get(thread);
    return then != null
        && since != null
        && !then.sleep().onCpu()
        && !since.sleep().onCpu()
        && then.sleep().switches() == since.sleep().switches();
  }

  /** A task of this look. */
  public Optional<Task> task(int thread) {
    return Optional.ofNullable(tasks.get(thread));
  }
}
