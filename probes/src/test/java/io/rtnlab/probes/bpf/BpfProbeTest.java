package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.libc.hold.CalibratedHolder;
import io.rtnlab.libc.hold.Hold;
import io.rtnlab.libc.hold.OpenHold;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Lost;
import io.rtnlab.probes.event.LockEvent.Released;
import io.rtnlab.probes.event.LockEvent.ThreadSeen;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import java.io.IOException;
import java.io.Writer;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    Needs.bpf();
    try (CalibratedHolder _ = Needs.holder()) {
      mutex = AddressLearner.learn(new BpfWitness()).address();
    }
  }

  /** Takes the RTNL; any call that does will do. */
  private static void askForTheRtnl() throws IOException {
    NetworkInterface.networkInterfaces().close();
  }

  private static BpfCapture capture(int bufferBytes) throws IOException {
    return new BpfProbe().open(new CaptureOptions(mutex, bufferBytes));
  }

  private static List<LockEvent> poll(BpfCapture capture) {
    List<LockEvent> events = new ArrayList<>();
    while (capture.poll(events::add) > 0) {}
    return events;
  }

  @Test
  void everyPlantedWaitNamesItsHolder() throws IOException {
    int me = ThreadId.current();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      for (int round = 0; round < ROUNDS; round++) {
        Hold hold;
        try (OpenHold open = holder.begin(Duration.ofMillis(5))) {
          askForTheRtnl();
          hold = open.end();
        }
        List<LockEvent> events = poll(capture);
        WaitBegin first =
            events.stream()
                .filter(e -> e instanceof WaitBegin begin && begin.thread() == me)
                .map(WaitBegin.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no wait in " + events));
        assertEquals(holder.thread(), first.owner(), events::toString);
        assertTrue(first.timeNs() > hold.begunNs(), events::toString);
        assertTrue(
            events.stream()
                .anyMatch(e -> e instanceof Acquired got && got.thread() == me && got.waited()),
            events::toString);
      }
      assertEquals(0, capture.statistics().lost());
    }
  }

  @Test
  void aWokenWaiterShowsTheRelease() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      Hold hold;
      try (OpenHold open = holder.begin(Duration.ofMillis(20))) {
        askForTheRtnl();
        hold = open.end();
      }
      List<Released> releases =
          poll(capture).stream()
              .filter(e -> e instanceof Released released && released.thread() == holder.thread())
              .map(Released.class::cast)
              .toList();
      assertFalse(releases.isEmpty());
      assertTrue(releases.getFirst().timeNs() > hold.endedNs());
      assertTrue(releases.getFirst().timeNs() < hold.returnedNs());
    }
  }

  @Test
  void whoTookPartIsToldOnce() throws IOException {
    int me = ThreadId.current();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      for (int round = 0; round < 3; round++) {
        try (OpenHold _ = holder.begin(Duration.ofMillis(2))) {
          askForTheRtnl();
        }
      }
      List<ThreadSeen> seen =
          poll(capture).stream()
              .filter(ThreadSeen.class::isInstance)
              .map(ThreadSeen.class::cast)
              .toList();
      for (int thread : List.of(me, holder.thread())) {
        List<ThreadSeen> told = seen.stream().filter(who -> who.thread() == thread).toList();
        assertEquals(1, told.size(), seen::toString);
        assertEquals(ProcessHandle.current().pid(), told.getFirst().process());
      }
      assertFalse(
          seen.stream()
              .filter(who -> who.thread() == me)
              .anyMatch(who -> who.networkNamespace() == networkNamespaceOf(seen, holder.thread())),
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
  void whatDoesNotFitIsCountedAndTold() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(SMALLEST_BUFFER)) {
      List<LockEvent> events = new ArrayList<>();
      for (int round = 0; round < 60; round++) {
        try (OpenHold _ = holder.begin(Duration.ZERO.plusMillis(1))) {
          askForTheRtnl();
        }
      }
      events.addAll(poll(capture));
      long told = 0;
      for (LockEvent event : events) {
        if (event instanceof Lost lost) {
          assertTrue(lost.timeNs() <= lost.untilNs(), lost::toString);
          told += lost.count();
        }
      }
      assertTrue(told > 0, "nothing was lost");
      assertEquals(capture.statistics().lost(), told);
    }
  }

  @Test
  void anotherMutexIsNotHeard() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = new BpfProbe().open(CaptureOptions.of(1))) {
      try (OpenHold _ = holder.begin(Duration.ofMillis(2))) {
        askForTheRtnl();
      }
      assertEquals(List.of(), poll(capture));
    }
  }

  @Test
  void theCostOfEachProgramIsCounted() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES);
        CostMeter _ = CostMeter.start()) {
      try (OpenHold _ = holder.begin(Duration.ofMillis(2))) {
        askForTheRtnl();
      }
      List<ProgramCost> atWork =
          capture.costs().stream().filter(cost -> cost.program().startsWith("contention")).toList();
      assertEquals(2, atWork.size());
      for (ProgramCost cost : atWork) {
        assertTrue(cost.runs() > 0, cost::toString);
        assertTrue(cost.runNs() > 0, cost::toString);
      }
    }
  }

  @Test
  void whoBecomesAnotherProgramIsToldAnew() throws Exception {
    List<LockEvent> events = new ArrayList<>();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = capture(CaptureOptions.DEFAULT_BUFFER_BYTES)) {
      Process process;
      try (OpenHold _ = holder.begin()) {
        process =
            new ProcessBuilder("unshare", "-n", "sh", "-c", "read go; exec ip link set lo up")
                .start();
        awaitThread("unshare", process, capture, events);
      }
      try (OpenHold _ = holder.begin()) {
        try (Writer go = process.outputWriter()) {
          go.write("go\n");
        }
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

  /** Until the process has been told of under this name, which it is once it waits. */
  private static void awaitThread(
      String name, Process process, BpfCapture capture, List<LockEvent> events)
      throws InterruptedException {
    for (int look = 0; look < 800; look++) {
      capture.poll(events::add);
      if (events.stream()
          .anyMatch(
              e ->
                  e instanceof ThreadSeen who
                      && who.process() == process.pid()
                      && who.name().equals(name))) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError(name + " did not show in " + events);
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
