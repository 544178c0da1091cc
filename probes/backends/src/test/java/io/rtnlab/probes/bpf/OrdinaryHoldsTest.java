// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.LockingRequest;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand holds of the RTNL that wait for nothing else, with stalls so that all queue up,
 * while other threads contend for a lock of another kind: no hold has a root behind it.
 */
class OrdinaryHoldsTest {
  private static final int HOLDERS = 4;
  private static final int HOLDS = 10_000;

  @Test
  void noneHasARootBehindIt() throws Exception {
    long mutex = Needs.mutex();
    List<LockEvent> events = new ArrayList<>();
    Set<Integer> holders = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    Pipe pipe = Pipe.open();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (CalibratedHolder stalls = Needs.holder();
        BpfCapture capture =
            new BpfProbe().open(new CaptureOptions(mutex, CaptureOptions.DEFAULT_BUFFER_BYTES))) {
      List<Future<?>> contending = new ArrayList<>();
      contending.add(threads.submit(() -> write(pipe, over)));
      contending.add(threads.submit(() -> read(pipe, over)));
      List<Future<?>> holding = new ArrayList<>();
      for (int i = 0; i < HOLDERS; i++) {
        holding.add(threads.submit(holds(holders)));
      }
      for (Future<?> holder : holding) {
        while (!holder.isDone()) {
          try (OpenHold _ = stalls.begin(Duration.ofMillis(1))) {
            capture.poll(events::add); // meanwhile the others queue up, and take it one by one
          }
        }
        holder.get();
      }
      over.set(true);
      for (Future<?> each : contending) {
        each.get();
      }
      while (capture.poll(events::add) > 0) {}
      assertEquals(0, capture.statistics().lost());
    } finally {
      threads.shutdownNow();
      pipe.sink().close();
      pipe.source().close();
    }
    long waits =
        events.stream()
            .filter(e -> e instanceof LockEvent.WaitBegin w && holders.contains(w.thread()))
            .count();
    long others = events.stream().filter(LockEvent.OtherEnd.class::isInstance).count();
    List<LockEvent> chains =
        events.stream()
            .filter(e -> e instanceof LockEvent.OtherWait w && holders.contains(w.thread()))
            .toList();
    System.out.printf(
        "%d ordinary holds, %d looks while they waited, %d waits for other locks: %d chains%n",
        HOLDS, waits, others, chains.size());
    assertTrue(waits > 0, "nothing was contended");
    assertEquals(List.of(), chains);
  }

  private static Callable<Void> holds(Set<Integer> holders) {
    return () -> {
      holders.add(ThreadId.current());
      try (LockingRequest request = new LockingRequest()) {
        for (int i = 0; i < HOLDS / HOLDERS; i++) {
          request.send();
        }
      }
      return null;
    };
  }

  private static Void write(Pipe pipe, AtomicBoolean over) throws Exception {
    pipe.sink().configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.allocate(256);
    while (!over.get()) {
      pipe.sink().write(bytes.clear());
    }
    return null;
  }

  private static Void read(Pipe pipe, AtomicBoolean over) throws Exception {
    pipe.source().configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.allocate(256);
    while (!over.get()) {
      pipe.source().read(bytes.clear());
    }
    return null;
  }
}
