// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The loop, its records and the span ring allocate nothing once they are compiled. */
@Tag("allocation")
class ZeroAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int REQUESTS = 100_000;

  private final SpanRing ring = new SpanRing(1024);
  private final RequestLoop loop = loop();

  @Test
  void closedLoop() {
    assertEquals(0, fewestBytes(() -> loop.closed(Phase.MEASURED, Long.MAX_VALUE, REQUESTS)));
  }

  @Test
  void openLoop() {
    Responses responses = new Responses(1);
    // Always behind, so that it never sleeps.
    Schedule schedule = new Pacing.Poisson(Pacing.HIGHEST_RATE).schedule(0, 1, 1);
    assertEquals(
        0,
        fewestBytes(
            () -> loop.open(Phase.MEASURED, schedule, 0, Long.MAX_VALUE, REQUESTS, responses)));
  }

  /** Of several rounds, since the compiler's own switches may allocate on this thread. */
  private static long fewestBytes(Runnable requests) {
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      requests.run();
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }

  private RequestLoop loop() {
    List<Operation> operations = List.of(new NullOperation());
    return new RequestLoop(
        operations,
        Labels.of(operations),
        new Mix(List.of(new Mix.Entry(NullOperation.NAME, 1))).picker(1),
        ring,
        Clock.SYSTEM,
        new StopSignal());
  }
}
