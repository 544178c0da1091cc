// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.hold.CalibratedHolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On the running kernel: threads that create namespaces, and the kernel that cleans up, contend.
 */
class HolderSamplerTest {
  private static final Duration PERIOD = Duration.ofNanos(200_300);
  private static final int ROUNDS_MOST = 200;
  private static final Duration ROUND = Duration.ofMillis(50);
  private static final int CONTENDERS = 4;

  private static long mutex;

  @BeforeAll
  static void learnTheAddress() throws IOException {
    mutex = Needs.mutex();
  }

  @Test
  void runningHoldersAreSampledWhileOthersWaitWithTheirStacks() throws Exception {
    List<LockEvent> events = new ArrayList<>();
    AtomicBoolean enough = new AtomicBoolean();
    try (HolderSampler sampler = HolderSampler.open(mutex, PERIOD);
        ExecutorService threads = Executors.newFixedThreadPool(CONTENDERS)) {
      for (int i = 0; i < CONTENDERS; i++) {
        threads.execute(() -> contend(enough));
      }
      for (int round = 0; round < ROUNDS_MOST && samples(events).isEmpty(); round++) {
        Thread.sleep(ROUND);
        int _ = sampler.poll(events::add);
      }
      enough.set(true);
      assertEquals(0, sampler.lost());
    }
    List<LockEvent.HolderSampled> samples = samples(events);
    assertFalse(samples.isEmpty(), "no holder was sampled in " + ROUNDS_MOST + " rounds");
    Set<Integer> announced = new HashSet<>();
    for (LockEvent event : events) {
      if (event instanceof LockEvent.StackSeen seen) {
        announced.add(seen.stack());
        assertFalse(seen.frames().isEmpty());
      } else if (event instanceof LockEvent.HolderSampled sample && sample.stack() >= 0) {
        assertTrue(announced.contains(sample.stack()), "a stack is announced before its first use");
      }
    }
  }

  private static void contend(AtomicBoolean enough) {
    try {
      while (!enough.get()) {
        NetworkNamespace.create().close();
      }
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Test
  void aHolderForWhomNoThreadWaitsIsNotSampled() throws IOException {
    List<LockEvent> events = new ArrayList<>();
    int me = ThreadId.current();
    try (CalibratedHolder holder = Needs.holder();
        HolderSampler sampler = HolderSampler.open(mutex, PERIOD)) {
      // It sleeps in a page fault while it holds: it does not run.
      var _ = holder.hold(Duration.ofMillis(20));
      int _ = sampler.poll(events::add);
    }
    assertEquals(
        List.of(), samples(events).stream().filter(sample -> sample.thread() == me).toList());
  }

  private static List<LockEvent.HolderSampled> samples(List<LockEvent> events) {
    return events.stream()
        .filter(LockEvent.HolderSampled.class::isInstance)
        .map(LockEvent.HolderSampled.class::cast)
        .toList();
  }
}
