// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Who holds a lock, whom that one waits for, and so on: from the owner of a lock to the task that
 * waits for no lock, the root. Any mutex will do.
 *
 * @param tasks the owner first, the root last; empty where no thread owns the lock
 * @param complete whether the last one waits for no lock: false where its owner is not among the
 *     tasks of the look, or the chain goes round in a circle
 */
public record OwnerChain(List<Task> tasks, boolean complete) {
  /** Longer chains are cut: none was seen with more than four. */
  private static final int LONGEST = 16;

  public OwnerChain {
    tasks = List.copyOf(tasks);
  }

  /** The chain that begins with a thread. */
  public static OwnerChain from(int owner, TaskLook look) {
    List<Task> chain = new ArrayList<>();
    int next = owner;
    while (next != 0 && chain.size() < LONGEST) {
      Task task = look.tasks().get(next);
      if (task == null || chain.contains(task)) {
        return new OwnerChain(chain, false);
      }
      chain.add(task);
      if (!task.wants().present()) {
        return new OwnerChain(chain, true);
      }
      next = task.wants().owner();
    }
    return new OwnerChain(chain, false);
  }

  /**
   * The threads that a further look must show: those of the chain, and the owner where it breaks
   * off.
   */
  public List<Integer> threads() {
    List<Integer> threads = new ArrayList<>(tasks.stream().map(Task::thread).toList());
    if (!complete && !tasks.isEmpty()) {
      int next = tasks.getLast().wants().owner();
      if (next != 0 && !threads.contains(next)) {
        threads.add(next);
      }
    }
    return threads;
  }

  /** Whether another look shows the same tasks, each asleep for the same lock all the time. */
  public boolean sameAs(OwnerChain other) {
    if (complete != other.complete || tasks.size() != other.tasks.size()) {
      return false;
    }
    for (int i = 0; i < tasks.size(); i++) {
      Task a = tasks.get(i);
      Task b = other.tasks.get(i);
      if (a.thread() != b.thread()
          || !a.wants().equals(b.wants())
          || (a.wants().present() && a.sleep().switches() != b.sleep().switches())) {
        return false;
      }
    }
    return true;
  }
}
