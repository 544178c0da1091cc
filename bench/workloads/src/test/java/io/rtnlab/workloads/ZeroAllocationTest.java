// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.rtnlab.engine.Operation;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On the live kernel: a request allocates nothing once its code is compiled. */
@Tag("allocation")
class ZeroAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  // The first compiler alone allocates 40 bytes per system call; the second takes over in time.
  private static final int ROUND = 5_000;
  private static final int MOST_ROUNDS = 200;

  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @Test
  void routeInsertAndDelete() throws Exception {
    assertNothingAllocated(operation("route-insert", WorkloadOptions.DEFAULT.withLiveRoutes(100)));
  }

  @Test
  void linkDump() throws Exception {
    assertNothingAllocated(operation("link-dump", WorkloadOptions.DEFAULT.withLinks(2)));
  }

  private static Operation operation(String name, WorkloadOptions options) {
    return InNamespace.operation(name, options);
  }

  private static void assertNothingAllocated(Operation operation) throws Exception {
    InNamespace.run(
        () -> {
          try (operation) {
            operation.prepare();
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && allocated > 0; round++) {
              allocated = bytesOfARound(operation);
            }
            assertEquals(0, allocated);
          }
          return true;
        });
  }

  private static long bytesOfARound(Operation operation) {
    Operation.FollowUp[] followUps = operation.followUps().toArray(Operation.FollowUp[]::new);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    int failures = 0;
    for (int request = 0; request < ROUND; request++) {
      failures += operation.execute() == 0 ? 0 : 1;
      for (Operation.FollowUp followUp : followUps) {
        if (followUp.due()) {
          failures += followUp.execute() == 0 ? 0 : 1;
        }
      }
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(0, failures);
    return allocated;
  }
}
