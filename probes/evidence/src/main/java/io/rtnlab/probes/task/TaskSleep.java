// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

/**
 * Whether a task runs, and since when it does not.
 *
 * @param state {@code task_struct.__state}: 0 is runnable
 * @param onCpu whether it was on a CPU
 * @param asleepNs nanoseconds: it has slept at least so long, without running meanwhile; 0 where it
 *     does not sleep, or where this cannot be known
 * @param switches how often it has left a CPU since it began
 */
public record TaskSleep(int state, boolean onCpu, long asleepNs, long switches) {

  /** Whether it waits for something: it neither runs nor wants a CPU. */
  public boolean asleep() {
    return state != 0 && !onCpu;
  }

  /** Whether it could run and has no CPU. */
  public boolean wantsCpu() {
    return state == 0 && !onCpu;
  }
}
