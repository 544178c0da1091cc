// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.bpf.BpfCapture;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.bpf.TaskLooks;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.task.OwnerChain;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskLook.Knows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A chain of three made of any kernel's own means: two pipes, whose mutexes fs/pipe.c holds while
 * it copies to user space, and tee(2), which takes those of both in the order of their addresses.
 *
 * <pre>
 *  a  read(one)       has the mutex of one, asleep in a page fault
 *  b  tee(two → one)  has that of two, wants that of one: where two is the lower address
 *  c  read(two)       wants that of two
 * </pre>
 */
class PipeChainTest {
  private static final int O_NONBLOCK = 0x800;
  private static final int SPLICE_F_NONBLOCK = 2;
  private static final int LOOKS = 300;

  /** A pipe with a byte in it. */
  private record Pipe(Descriptor out, Descriptor in) implements AutoCloseable {
    static Pipe filled() throws SystemCallException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment ends = arena.allocate(JAVA_INT, 2);
        SystemCallException.check(
            "pipe2",
            SystemCall.ofThread().call(SystemCallNumber.PIPE2, ends.address(), O_NONBLOCK));
        Pipe pipe =
            new Pipe(
                Descriptor.adopt(ends.get(JAVA_INT, 0)), Descriptor.adopt(ends.get(JAVA_INT, 4)));
        SystemCallException.check("write", pipe.in.write(arena.allocate(64)));
        return pipe;
      }
    }

    int teeTo(Pipe other) {
      return (int)
          SystemCall.ofThread()
              .call(SystemCallNumber.TEE, out.number(), other.in.number(), 16, SPLICE_F_NONBLOCK);
    }

    @Override
    public void close() {
      out.close();
      in.close();
    }
  }

  @Test
  void walksToTheRootThatAllWaitFor() throws Exception {
    Needs.bpf();
    try (TaskLooks looks = TaskLooks.open();
        Pipe one = Pipe.filled();
        Pipe two = Pipe.filled()) {
      TaskLook first = looks.look(List.of());
      assumeTrue(first.knows().contains(Knows.MUTEXES), "needs task_struct.blocked_on");
      // Which of both has the lower address only trying shows.
      boolean found = chainSeen(looks, one, two) || chainSeen(looks, two, one);
      assertTrue(found, "no chain of three in either order");
    }
  }

  /**
   * The same seen by a capture that follows the mutex of a third pipe, as it follows rtnl_mutex:
   * its owner waits for a thread that waits for the root.
   *
   * <pre>
   *  a  read(one)         has the mutex of one, asleep in a page fault
   *  b  tee(two → one)    has that of two, wants that of one
   *  c  tee(three → two)  has that of three, wants that of two
   *  d  read(three)       wants that of three, the mutex that is followed
   * </pre>
   */
  @Test
  void aCaptureNamesTheRootBehindTheOwner() throws Exception {
    Needs.bpf();
    try (TaskLooks looks = TaskLooks.open();
        Pipe first = Pipe.filled();
        Pipe second = Pipe.filled();
        Pipe third = Pipe.filled()) {
      assumeTrue(
          looks.look(List.of()).knows().contains(Knows.MUTEXES), "needs task_struct.blocked_on");
      Map<Long, Pipe> byMutex = new TreeMap<>(Long::compareUnsigned);
      for (Pipe pipe : List.of(first, second, third)) {
        byMutex.put(mutexOf(looks, pipe), pipe);
      }
      List<Pipe> pipes = List.copyOf(byMutex.values()); // tee takes the lower address first
      long followed = byMutex.keySet().iterator().next();
      try (BpfCapture capture =
          new BpfProbe().open(new CaptureOptions(followed, CaptureOptions.DEFAULT_BUFFER_BYTES))) {
        chainOfFour(looks, capture, pipes.get(2), pipes.get(1), pipes.get(0));
      }
    }
  }

  private static void chainOfFour(
      TaskLooks looks, BpfCapture capture, Pipe one, Pipe two, Pipe three) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> calls = new ArrayList<>();
    List<LockEvent> events = new ArrayList<>();
    FaultPage page = openPage();
    int a;
    int b;
    int c;
    int d;
    try {
      a = start(threads, calls, () -> read(one, page.address(), 16));
      assertTrue(page.awaitFault(5_000_000_000L), "the reader never touched the page");
      b = start(threads, calls, () -> two.teeTo(one));
      awaitAsleepForALock(looks, b);
      c = start(threads, calls, () -> three.teeTo(two));
      awaitAsleepForALock(looks, c);
      d = start(threads, calls, () -> readQuietly(three));
      awaitAsleepForALock(looks, d);
    } finally {
      page.resolve();
      for (Future<?> call : calls) {
        call.get();
      }
      threads.close();
      page.close();
    }
    while (capture.poll(events::add) > 0) {}
    List<LockEvent.OtherWait> waits =
        events.stream()
            .filter(LockEvent.OtherWait.class::isInstance)
            .map(LockEvent.OtherWait.class::cast)
            .toList();
    LockEvent.OtherWait begin = waits.getFirst();
    assertEquals(List.of(c, b, a), List.of(begin.thread(), begin.owner(), begin.root()));
    assertTrue(
        waits.stream().allMatch(wait -> wait.thread() == c), () -> "a chain of another: " + waits);
    assertTrue(
        events.stream().anyMatch(e -> e instanceof LockEvent.OtherEnd end && end.thread() == c),
        events::toString);
    Attribution attribution = new Attribution(List.of(), new BpfProbe().capabilities());
    events.stream().sorted(Comparator.comparingLong(LockEvent::timeNs)).forEach(attribution);
    List<BlameCell> behind =
        attribution.ledger().blame().stream().filter(cell -> cell.behind() != null).toList();
    assertFalse(behind.isEmpty(), () -> attribution.ledger().blame().toString());
    assertTrue(
        behind.stream().allMatch(cell -> cell.evidence() == Evidence.PROVED), behind::toString);
  }

  /** The address of a pipe's mutex: what a second reader sleeps for while the first has it. */
  private static long mutexOf(TaskLooks looks, Pipe pipe) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> calls = new ArrayList<>();
    FaultPage page = openPage();
    try {
      start(threads, calls, () -> read(pipe, page.address(), 16));
      assertTrue(page.awaitFault(5_000_000_000L), "the reader never touched the page");
      int second = start(threads, calls, () -> readQuietly(pipe));
      awaitAsleepForALock(looks, second);
      return looks.look(List.of()).task(second).orElseThrow().wants().address();
    } finally {
      page.resolve();
      for (Future<?> call : calls) {
        call.get();
      }
      threads.close();
      page.close();
    }
  }

  private static boolean chainSeen(TaskLooks looks, Pipe one, Pipe two) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> calls = new ArrayList<>();
    FaultPage page = openPage();
    try {
      int a = start(threads, calls, () -> read(one, page.address(), 16));
      assertTrue(page.awaitFault(5_000_000_000L), "the reader never touched the page");
      int b = start(threads, calls, () -> two.teeTo(one));
      awaitAsleepForALock(looks, b);
      int c = start(threads, calls, () -> readQuietly(two));
      for (int look = 0; look < LOOKS; look++) {
        TaskLook seen = looks.look(List.of(a, b, c));
        OwnerChain chain = OwnerChain.from(c, seen);
        if (chain.tasks().stream().map(Task::thread).toList().equals(List.of(c, b, a))) {
          assertTrue(chain.complete());
          assertEquals(a, seen.task(b).orElseThrow().wants().owner());
          return true;
        }
        Thread.sleep(1);
      }
      return false;
    } finally {
      page.resolve();
      for (Future<?> call : calls) {
        call.get();
      }
      threads.close();
      page.close();
    }
  }

  private static FaultPage openPage() {
    try {
      return FaultPage.open();
    } catch (IOException e) {
      assumeTrue(false, "needs userfaultfd: " + e.getMessage());
      throw new AssertionError(e);
    }
  }

  private static int start(ExecutorService threads, List<Future<?>> calls, Runnable call)
      throws Exception {
    CompletableFuture<Integer> thread = new CompletableFuture<>();
    calls.add(
        threads.submit(
            () -> {
              thread.complete(ThreadId.current());
              call.run();
            }));
    return thread.get();
  }

  private static void awaitAsleepForALock(TaskLooks looks, int thread) throws Exception {
    for (int look = 0; look < LOOKS; look++) {
      if (looks.look(List.of()).task(thread).isPresent()) {
        return;
      }
      Thread.sleep(1);
    }
    throw new AssertionError("tee never waited for the pipe that is read");
  }

  private static void read(Pipe pipe, long address, long bytes) {
    SystemCall.ofThread().call(SystemCallNumber.READ, pipe.out.number(), address, bytes);
  }

  private static void readQuietly(Pipe pipe) {
    try (Arena arena = Arena.ofConfined()) {
      pipe.out.read(arena.allocate(16));
    }
  }
}
