// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static io.rtnlab.probes.hold.PlantedWait.askForTheRtnl;
import static io.rtnlab.probes.hold.PlantedWait.await;
import static io.rtnlab.probes.hold.PlantedWait.plant;
import static io.rtnlab.probes.hold.PlantedWait.poll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.CaptureOptions.Stacks;
import io.rtnlab.probes.ProgramCost;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Lost;
import io.rtnlab.probes.event.LockEvent.Released;
import io.rtnlab.probes.event.LockEvent.StackSeen;
import io.rtnlab.probes.event.LockEvent.ThreadSeen;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.probes.hold.PlantedWait;
import io.rtnlab.probes.stack.RtnlHandlers;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the running kernel, against holds of the RTNL that are known because they were planted. */
class BpfProbeTest {
  private static final int ROUNDS = 20;
  private static final int SMALLEST_BUFFER = 1;

  private static long mutex;

  @BeforeAll
  static void learnTheAddress() throws IOException {
    mutex = Needs.mutex();
  }

  private static BpfCapture capture(int bufferBytes) throws IOException {
    return new BpfProbe().open(new CaptureOptions(mutex, bufferBytes));
  }

  @Test
  void everyPlantedWaitNamesItsHolder() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      for (int round = 0; round < ROUNDS; round++) {
        PlantedWait planted = plant(holder, capture);
        List<LockEvent> events = planted.events();
        WaitBegin first =
            events.stream()
                .filter(e -> e instanceof WaitBegin begin && begin.thread() == planted.waiter())
                .map(WaitBegin.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(holder.thread(), first.owner(), events::toString);
        assertTrue(first.timeNs() > planted.hold().enteredNs(), events::toString);
        assertTrue(
            events.stream()
                .anyMatch(e -> e instanceof Acquired got && got.thread() == planted.waiter()),
            events::toString);
      }
      assertEquals(0, capture.statistics().lost());
    }
  }

  @Test
  void switchesNameTheOwnerWhileAThreadWaitsAndNeverTheIdleTask() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      List<LockEvent> events = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        events.addAll(plant(holder, capture).events());
      }
      assertTrue(
          events.stream()
              .anyMatch(
                  e -> e instanceof LockEvent.OwnerSeen seen && seen.owner() == holder.thread()),
          events::toString);
      assertTrue(
          events.stream().noneMatch(e -> e instanceof LockEvent.OffCpu away && away.thread() == 0),
          events::toString);
    }
  }

  @Test
  void aThreadThatRenamesItselfIsReportedAnew() throws Exception {
    List<LockEvent> events = new ArrayList<>();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      Thread waiter;
      try (OpenHold _ = holder.begin()) {
        waiter = Thread.ofPlatform().start(PlantedWait::askForTheRtnl);
        await(capture, events, e -> e instanceof WaitBegin begin && begin.queued());
      }
      waiter.join();
      Files.writeString(Path.of("/proc/self/task/" + holder.thread() + "/comm"), "another-name");
      events.addAll(plant(holder, capture).events());
      assertTrue(
          events.stream()
              .anyMatch(
                  e ->
                      e instanceof ThreadSeen who
                          && who.thread() == holder.thread()
                          && who.name().equals("another-name")),
          events::toString);
    }
  }

  @Test
  void aWokenWaiterShowsTheRelease() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      int shown = 0;
      for (int round = 0; round < ROUNDS; round++) {
        PlantedWait planted = plant(holder, capture);
        for (LockEvent event : planted.events()) {
          if (event instanceof Released released && released.thread() == holder.thread()) {
            assertTrue(released.timeNs() > planted.hold().endedNs());
            assertTrue(released.timeNs() < planted.hold().returnedNs());
            shown++;
          }
        }
      }
      assertTrue(shown > 0, "no release showed");
    }
  }

  @Test
  void whoTookPartIsReportedOnceUnderEachName() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      List<PlantedWait> planted = List.of(plant(holder, capture), plant(holder, capture));
      List<ThreadSeen> seen =
          planted.stream()
              .flatMap(wait -> wait.events().stream())
              .filter(ThreadSeen.class::isInstance)
              .map(ThreadSeen.class::cast)
              .toList();
      for (int thread :
          List.of(holder.thread(), planted.getFirst().waiter(), planted.getLast().waiter())) {
        List<ThreadSeen> mine = seen.stream().filter(who -> who.thread() == thread).toList();
        // A thread that waits for another lock before the JVM names it is reported as "java", too.
        long names = mine.stream().map(ThreadSeen::name).distinct().count();
        assertEquals(names, mine.size(), seen::toString);
        assertEquals(ProcessHandle.current().pid(), mine.getFirst().process());
      }
      assertNotEquals(
          networkNamespaceOf(seen, planted.getFirst().waiter()),
          networkNamespaceOf(seen, holder.thread()),
          "the holder sits in a namespace of its own");
    }
  }

  private static long networkNamespaceOf(List<ThreadSeen> seen, int thread) {
    return seen.stream()
        .filter(who -> who.thread() == thread)
        .findFirst()
        .orElseThrow()
        .networkNamespace();
  }

  @Test
  void whatDoesNotFitIsCountedAndReported() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(SMALLEST_BUFFER)) {
      // No thread reads meanwhile.
      for (int round = 0; round < 500 && capture.statistics().lost() == 0; round++) {
        try (OpenHold _ = holder.begin(Duration.ofMillis(2))) {
          askForTheRtnl();
        }
      }
      long atLeast = capture.statistics().lost(); // others on this machine may wait, too
      assertTrue(atLeast > 0, "nothing was lost");
      List<LockEvent> events = new ArrayList<>();
      // What the programs are just writing is in the buffer only the next time.
      await(capture, events, _ -> events.stream().mapToLong(BpfProbeTest::lost).sum() >= atLeast);
      long reported = events.stream().mapToLong(BpfProbeTest::lost).sum();
      assertTrue(reported <= capture.statistics().lost(), reported + " reported");
    }
  }

  private static long lost(LockEvent event) {
    if (event instanceof Lost lost) {
      assertTrue(lost.timeNs() <= lost.untilNs(), lost::toString);
      return lost.count();
    }
    return 0;
  }

  @Test
  void stacksSayWhatWaiterAndHolderDo() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = new BpfProbe().open(CaptureOptions.of(mutex).with(Stacks.OF_ALL))) {
      Map<Integer, List<String>> stacks = new HashMap<>();
      List<String> waiting = new ArrayList<>();
      List<String> lettingGo = new ArrayList<>();
      for (int round = 0; round < ROUNDS && lettingGo.isEmpty(); round++) {
        PlantedWait planted = plant(holder, capture);
        for (LockEvent event : planted.events()) {
          switch (event) {
            case StackSeen seen -> stacks.put(seen.stack(), seen.frames());
            case WaitBegin begin when begin.thread() == planted.waiter() ->
                waiting.addAll(stacks.getOrDefault(begin.stack(), List.of()));
            case Released gone when gone.thread() == holder.thread() ->
                lettingGo.addAll(stacks.getOrDefault(gone.stack(), List.of()));
            default -> {}
          }
        }
      }
      assertTrue(
          waiting.contains("do_syscall_64") || waiting.contains("el0_svc"), waiting::toString);
      assertEquals(
          Optional.of("ioctl SIOCGIFCONF"), RtnlHandlers.labelOf(lettingGo), lettingGo::toString);
    }
  }

  @Test
  void noStacksUnlessAskedFor() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      for (LockEvent event : plant(holder, capture).events()) {
        assertTrue(!(event instanceof WaitBegin begin) || begin.stack() < 0, event::toString);
        assertTrue(!(event instanceof Released gone) || gone.stack() < 0, event::toString);
        assertFalse(event instanceof StackSeen, event::toString);
      }
    }
  }

  @Test
  void anotherMutexIsNotHeard() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = new BpfProbe().open(CaptureOptions.of(1))) {
      try (OpenHold _ = holder.begin(Duration.ofMillis(2))) {
        askForTheRtnl();
      }
      // Our own threads' sleeps are reported whatever the mutex.
      for (LockEvent event : poll(capture)) {
        assertTrue(
            !(event instanceof WaitBegin)
                && !(event instanceof Acquired)
                && !(event instanceof Released)
                && !(event instanceof LockEvent.OffCpu away && away.holding()),
            event::toString);
      }
    }
  }

  @Test
  void theCostOfEachProgramIsCounted() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES);
        CostMeter _ = CostMeter.start()) {
      plant(holder, capture);
      List<ProgramCost> running =
          capture.costs().stream().filter(cost -> cost.program().startsWith("contention")).toList();
      assertEquals(2, running.size());
      for (ProgramCost cost : running) {
        assertTrue(cost.runs() > 0, cost::toString);
        assertTrue(cost.runNs() > 0, cost::toString);
      }
    }
  }

  /** cleanup_net() of net/core/net_namespace.c runs in the queue "netns". */
  @Test
  void aWorkerIsReportedWithItsQueue() throws Exception {
    List<LockEvent> events = new ArrayList<>();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      NetworkNamespace doomed = NetworkNamespace.create();
      try (OpenHold _ = holder.begin()) {
        doomed.close();
        await(
            capture,
            events,
            e ->
                e instanceof ThreadSeen who
                    && who.name().matches("kworker/.*\\+netns(@[0-9a-f]+|\\(cleanup_net\\))"));
      }
    }
  }

  @Test
  void whoBecomesAnotherProgramIsReportedAnew() throws Exception {
    List<LockEvent> events = new ArrayList<>();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      Process process;
      try (OpenHold _ = holder.begin()) {
        process =
            new ProcessBuilder(
                    "unshare", "-n", "sh", "-c", "echo there; read go; exec ip link set lo up")
                .start();
        awaitThread("unshare", process, capture, events);
      }
      assertEquals("there", process.inputReader().readLine());
      try (OpenHold _ = holder.begin();
          Writer go = process.outputWriter()) {
        go.write("go\n");
        go.flush();
        awaitThread("ip", process, capture, events);
      }
      process.waitFor();
    }
    List<ThreadSeen> seen =
        events.stream()
            .filter(ThreadSeen.class::isInstance)
            .map(ThreadSeen.class::cast)
            .filter(who -> who.name().equals("unshare") || who.name().equals("ip"))
            .toList();
    assertNotEquals(
        seen.getFirst().networkNamespace(), seen.getLast().networkNamespace(), seen::toString);
  }

  /** Until the process has been announced under this name, which it is once it waits. */
  private static void awaitThread(
      String name, Process process, BpfCapture capture, List<LockEvent> events)
      throws InterruptedException {
    await(
        capture,
        events,
        e ->
            e instanceof ThreadSeen who
                && who.process() == process.pid()
                && who.name().equals(name));
  }

  @Test
  void closingLeavesNothingOpen() throws IOException {
    long before = openBpfFiles();
    BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES);
    assertTrue(openBpfFiles() > before);
    capture.close();
    capture.close();
    assertEquals(before, openBpfFiles());
    assertEquals(0, capture.statistics().lost());
  }

  private static long openBpfFiles() throws IOException {
    long count = 0;
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).toString().contains("bpf")) {
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void anUnknownAddressIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new BpfProbe().open(CaptureOptions.of(CaptureOptions.ANY_MUTEX)));
  }
}
