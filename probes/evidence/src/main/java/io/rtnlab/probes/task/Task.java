// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

import java.util.List;

/**
 * A task as one look saw it. Thread and process ids are those of the initial PID namespace.
 *
 * @param comm its name, any bytes
 * @param wants the lock that it sleeps for
 * @param network inode of its network namespace, 0 where it has none
 * @param cgroup path in the cgroup v2 hierarchy, such as {@code /system.slice/ssh.service}; empty
 *     where that is not known
 * @param stack kernel addresses, innermost first
 */
public record Task(
    int thread,
    int process,
    String comm,
    WantedLock wants,
    TaskSleep sleep,
    int network,
    String cgroup,
    List<Long> stack) {
  public Task {
    stack = List.copyOf(stack);
  }
}
