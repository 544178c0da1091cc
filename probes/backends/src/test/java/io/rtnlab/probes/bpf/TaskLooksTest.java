// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.address.LockingRequest;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskLook.Knows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** On the live kernel, against a holder and a waiter that are known. */
class TaskLooksTest {
  private static final int LOOKS = 2_000;

  @Test
  void seesWhoHoldsAndWhoWaitsForIt() throws Exception {
    long mutex = Needs.mutex();
    try (CalibratedHolder holder = Needs.holder();
        TaskLooks looks = TaskLooks.open();
        ExecutorService waiting = Executors.newSingleThreadExecutor()) {
      looks.watch(mutex);
      CompletableFuture<Integer> waiter = new CompletableFuture<>();
      try (OpenHold _ = holder.begin()) {
        waiting.execute(() -> ask(waiter));
        TaskLook seen = lookUntilAsleep(looks, waiter.get());

        assertEquals(holder.thread(), seen.before().owner());
        assertEquals(holder.thread(), seen.after().owner());
        assertTrue(seen.before().queued());
        // Others on this machine may have come before it; the wait list cannot be walked from 7.2.
        assertTrue(
            seen.before().first() == waiter.get()
                || seen.before().queue().contains(waiter.get())
                || seen.before().queue().isEmpty(),
            seen.before()::toString);
        Task held = seen.task(holder.thread()).orElseThrow();
        assertEquals("rtnl-holder", held.comm());
        assertEquals(ProcessHandle.current().pid(), held.process());
        assertTrue(held.sleep().asleep(), held::toString);
        assertFalse(held.wants().present(), held::toString);
        assertFalse(held.stack().isEmpty());
        Task waits = seen.task(waiter.get()).orElseThrow();
        assertEquals(mutex, waits.wants().address());
        assertEquals(holder.thread(), waits.wants().owner());
        assertEquals(ownCgroup(), waits.cgroup());
      }
    }
  }

  /** Bounds, both: no longer than since before the sleep began, and never shrinking. */
  @Test
  void aSleepIsAtLeastAsLongAsSaid() throws Exception {
    long mutex = Needs.mutex();
    try (CalibratedHolder holder = Needs.holder();
        TaskLooks looks = TaskLooks.open()) {
      looks.watch(mutex);
      assumeTrue(
          looks.look(List.of()).knows().contains(Knows.SLEEP), "needs CONFIG_FAIR_GROUP_SCHED");
      long beforeNs = System.nanoTime();
      try (OpenHold hold = holder.begin()) {
        long last = 0;
        for (int i = 0; i < LOOKS; i++) {
          TaskLook look = looks.look(List.of());
          long asleepNs = look.task(holder.thread()).orElseThrow().sleep().asleepNs();
          long atMostNs = System.nanoTime() - beforeNs;
          assertTrue(asleepNs <= atMostNs, () -> asleepNs + " of at most " + atMostNs);
          last = Math.max(last, asleepNs);
        }
        long oneTickNs = 10_000_000;
        assertTrue(last >= System.nanoTime() - hold.begunNs() - oneTickNs, "looks: " + last);
      }
    }
  }

  @Test
  void tasksAreDetailedWhereAskedFor() throws IOException {
    Needs.bpf();
    try (TaskLooks looks = TaskLooks.open()) {
      int me = ThreadId.current();
      assertTrue(looks.look(List.of()).task(me).isEmpty());
      Task task = looks.look(List.of(me)).task(me).orElseThrow();
      assertTrue(task.sleep().onCpu());
    }
  }

  private static void ask(CompletableFuture<Integer> thread) {
    try (LockingRequest request = new LockingRequest()) {
      thread.complete(ThreadId.current());
      request.send();
    } catch (IOException e) {
      thread.completeExceptionally(e);
    }
  }

  private static TaskLook lookUntilAsleep(TaskLooks looks, int thread) throws Exception {
    for (int i = 0; i < LOOKS; i++) {
      TaskLook look = looks.look(List.of());
      if (look.task(thread).isPresent()) {
        return look;
      }
      Thread.sleep(1);
    }
    throw new AssertionError("the waiter never slept for the mutex");
  }

  private static String ownCgroup() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
        .filter(line -> line.startsWith("0::"))
        .map(line -> line.substring("0::".length()))
        .map(path -> path.equals("/") ? "" : path)
        .findFirst()
        .orElse("");
  }
}
