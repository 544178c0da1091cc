// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.Availability.Unavailable;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.OwnerProcess;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Lost;
import io.rtnlab.probes.event.LockEvent.ThreadSeen;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.hold.OpenHold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the running kernel, against holds of the RTNL that are known because they were planted. */
class TracepointsProbeTest {
  private static final int SMALLEST_BUFFER = 1;

  private static final long NOT_LEARNED = 0;
  private static long mutex = NOT_LEARNED;

  @BeforeEach
  void learnTheAddress() throws IOException {
    if (new TracepointsProbe().check() instanceof Unavailable no) {
      assumeTrue(false, "needs tracefs: " + no.reason() + "; " + no.remedy());
    }
    if (mutex == NOT_LEARNED) {
      Needs.holder().close();
      mutex = AddressLearner.learnByWaiting(new TracepointsWitness()).address();
    }
  }

  /** Takes the RTNL; any call that does will do. */
  private static void askForTheRtnl() {
    try {
      NetworkInterface.networkInterfaces().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks while the RTNL is held, and returns the hold; again where a busy machine missed it. */
  private static Hold waitFor(CalibratedHolder holder) throws IOException {
    for (int attempt = 0; attempt < 20; attempt++) {
      try (OpenHold open = holder.begin(Duration.ofMillis(50))) {
        long askedNs = System.nanoTime();
        askForTheRtnl();
        Hold hold = open.end();
        if (hold.endedNs() - askedNs > 25_000_000) {
          return hold;
        }
      }
    }
    throw new AssertionError("this machine is too busy to wait for a hold of 50 ms");
  }

  private static List<LockEvent> poll(TracepointsCapture capture) {
    List<LockEvent> events = new ArrayList<>();
    while (capture.poll(events::add) > 0) {}
    return events;
  }

  private static <E extends LockEvent> E first(
      Class<E> kind, List<LockEvent> events, Predicate<E> which) {
    return events.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(which)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such " + kind.getSimpleName() + ": " + events));
  }

  /** Instances that carry our process id; others may come and go. */
  private static Set<String> instances() throws IOException {
    String ours = "rtnlab-" + OwnerProcess.self().process() + "-";
    try (TraceFileSystem fileSystem = TraceFileSystem.open();
        Stream<Path> all = Files.list(fileSystem.root().resolve("instances"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(ours))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aPlantedHoldShowsAsAWait() throws IOException {
    int me = ThreadId.current();
    try (CalibratedHolder holder = Needs.holder();
        TracepointsCapture capture = new TracepointsProbe().open(CaptureOptions.of(mutex))) {
      Hold hold = waitFor(holder);
      List<LockEvent> events = poll(capture);
      ThreadSeen seen = first(ThreadSeen.class, events, e -> e.thread() == me);
      assertEquals(ProcessHandle.current().pid(), seen.process());
      assertTrue(seen.networkNamespace() != 0, seen::toString);
      WaitBegin begin =
          first(WaitBegin.class, events, e -> e.thread() == me && e.timeNs() > hold.begunNs());
      assertEquals(LockEvent.OWNER_UNREAD, begin.owner());
      assertFalse(begin.queued());
      assertTrue(begin.timeNs() < hold.endedNs());
      first(WaitBegin.class, events, e -> e.thread() == me && e.queued());
      Acquired acquired =
          first(Acquired.class, events, e -> e.thread() == me && e.timeNs() > begin.timeNs());
      assertTrue(acquired.waited() && acquired.result() == 0, acquired::toString);
      assertTrue(acquired.timeNs() > hold.endedNs());
      assertEquals(0, capture.statistics().lost());
    }
  }

  @Test
  void bpfLearnsTheSameAddress() throws IOException {
    Needs.bpf();
    assertEquals(AddressLearner.learnByWaiting(new BpfWitness()).address(), mutex);
  }

  @Test
  void whatIsLostIsTheKernelsOwnCount() throws IOException {
    try (TracepointsCapture capture =
        new TracepointsProbe().open(new CaptureOptions(mutex, SMALLEST_BUFFER))) {
      List<LockEvent> events = new ArrayList<>();
      try (CalibratedHolder holder = Needs.holder();
          ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int round = 0; round < 400 && capture.statistics().lost() == 0; round++) {
          try (OpenHold _ = holder.begin(Duration.ofMillis(1))) {
            for (int thread = 0; thread < 4; thread++) {
              threads.execute(TracepointsProbeTest::askForTheRtnl);
            }
          }
        }
      }
      events.addAll(poll(capture));
      long lost = 0;
      for (LockEvent event : events) {
        if (event instanceof Lost gap) {
          assertTrue(gap.timeNs() <= gap.untilNs(), gap::toString);
          assertTrue(gap.count() > 0, gap::toString);
          lost += gap.count();
        }
      }
      assertTrue(lost > 0, "nothing was lost");
      assertEquals(capture.statistics().lost(), lost);
    }
  }

  @Test
  void anotherMutexIsNotHeard() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        TracepointsCapture capture = new TracepointsProbe().open(CaptureOptions.of(mutex + 8))) {
      waitFor(holder);
      assertEquals(List.of(), poll(capture));
    }
  }

  @Test
  void twoCapturesHearTheSame() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        TracepointsCapture one = new TracepointsProbe().open(CaptureOptions.of(mutex));
        TracepointsCapture two = new TracepointsProbe().open(CaptureOptions.of(mutex))) {
      waitFor(holder);
      assertFalse(poll(one).isEmpty());
      assertFalse(poll(two).isEmpty());
    }
  }

  @Test
  void closingRemovesTheInstance() throws IOException {
    Set<String> before = instances();
    TracepointsCapture capture = new TracepointsProbe().open(CaptureOptions.of(mutex));
    assertEquals(before.size() + 1, instances().size());
    capture.close();
    capture.close();
    assertEquals(before, instances());
    assertEquals(0, capture.statistics().lost());
  }

  @Test
  void whatADeadProcessLeftIsRemovedAndNothingElse() throws IOException {
    OwnerProcess self = OwnerProcess.self();
    OwnerProcess dead = new OwnerProcess(self.process(), self.startTicks() - 1);
    String stale = "rtnlab-" + dead.mark() + "-1";
    try (TraceFileSystem fileSystem = TraceFileSystem.open()) {
      Files.createDirectory(fileSystem.root().resolve("instances").resolve(stale));
    }
    try (TracepointsCapture _ = new TracepointsProbe().open(CaptureOptions.of(mutex))) {
      assertFalse(instances().contains(stale));
      Set<String> alive = instances();
      TraceInstance.removeStale();
      assertEquals(alive, instances());
    }
  }
}
