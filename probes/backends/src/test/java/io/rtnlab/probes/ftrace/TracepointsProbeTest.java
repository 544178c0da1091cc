// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static io.rtnlab.probes.hold.PlantedWait.plant;
import static io.rtnlab.probes.hold.PlantedWait.poll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.rtnlab.probes.hold.PlantedWait;
import java.io.IOException;
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
  void aPlantedHoldShowsAsAWait() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        TracepointsCapture capture = new TracepointsProbe().open(CaptureOptions.of(mutex))) {
      PlantedWait planted = plant(holder, capture);
      int waiter = planted.waiter();
      Hold hold = planted.hold();
      List<LockEvent> events = planted.events();
      ThreadSeen seen = first(ThreadSeen.class, events, e -> e.thread() == waiter);
      assertEquals(ProcessHandle.current().pid(), seen.process());
      assertTrue(seen.networkNamespace() != 0, seen::toString);
      WaitBegin begin = first(WaitBegin.class, events, e -> e.thread() == waiter);
      assertTrue(begin.timeNs() > hold.begunNs() && begin.timeNs() < hold.endedNs());
      assertEquals(LockEvent.OWNER_UNREAD, begin.owner());
      assertFalse(begin.queued());
      first(WaitBegin.class, events, e -> e.thread() == waiter && e.queued());
      Acquired acquired =
          first(Acquired.class, events, e -> e.thread() == waiter && e.timeNs() > begin.timeNs());
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
              threads.execute(PlantedWait::askForTheRtnl);
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
  void anotherMutexIsNotHeard() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        TracepointsCapture right = new TracepointsProbe().open(CaptureOptions.of(mutex));
        TracepointsCapture wrong = new TracepointsProbe().open(CaptureOptions.of(mutex + 8))) {
      plant(holder, right);
      assertEquals(List.of(), poll(wrong));
    }
  }

  @Test
  void twoCapturesHearTheSame() throws Exception {
    try (CalibratedHolder holder = Needs.holder();
        TracepointsCapture one = new TracepointsProbe().open(CaptureOptions.of(mutex));
        TracepointsCapture two = new TracepointsProbe().open(CaptureOptions.of(mutex))) {
      int waiter = plant(holder, one).waiter();
      first(WaitBegin.class, poll(two), e -> e.thread() == waiter && e.queued());
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
