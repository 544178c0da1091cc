// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a round cost, for each unit.
 *
 * @param cpuNs CPU time of the thread, which for netlink includes the kernel's work on the request
 * @param wallNs time on the wall, which other processes spoil
 * @param allocatedBytes on the Java heap
 */
record Cost(double cpuNs, double wallNs, double allocatedBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Has an implementation do a round.
   *
   * @throws IllegalStateException if it failed
   */
  static Cost of(Implementation implementation, Work work, int units) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long wall = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long done = implementation.perform(work, units);
    cpu = THREADS.getCurrentThreadCpuTime() - cpu;
    wall = System.nanoTime() - wall;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    if (done <= 0) {
      throw new IllegalStateException(
          implementation.name() + " failed at: " + work.label() + ": errno " + -done);
    }
    return new Cost((double) cpu / done, (double) wall / done, (double) bytes / done);
  }
}
