// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static io.rtnlab.engine.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineTest {
  private static final OperationSource NULLS = (name, worker) -> new NullOperation();

  @Test
  void firesTheNumberAskedOverAllWorkers() throws Exception {
    RunPlan plan = plan(3, new Pacing.ClosedLoop(), new Limit.Requests(1000));
    RunResult result = run(plan, NULLS, WorkerHooks.NONE);
    LabelResult nulls = result.results().getFirst();
    assertEquals(1000, nulls.measured().requests());
    assertEquals(0, nulls.warmUp().requests());
    assertEquals(LabelResult.Kind.REQUEST, nulls.kind());
    assertEquals(
        1000, assertInstanceOf(Latency.Service.class, nulls.latency()).serviceNs().getTotalCount());
    assertFalse(result.stopped());
    assertTrue(result.openLoop().isEmpty());
  }

  @Test
  void onlyAnOpenLoopHasResponseTimes() throws Exception {
    RunPlan plan = plan(2, new Pacing.Poisson(100_000), new Limit.Requests(500));
    RunResult result = run(plan, NULLS, WorkerHooks.NONE);
    Latency.ServiceAndResponse latency =
        assertInstanceOf(Latency.ServiceAndResponse.class, result.results().getFirst().latency());
    assertEquals(500, latency.serviceNs().getTotalCount());
    assertEquals(500, latency.responseNs().getTotalCount());
    assertEquals(0, result.openLoop().orElseThrow().unsent());
  }

  @Test
  void warmUpIsFiredButKeptApart() throws Exception {
    RunPlan plan =
        new RunPlan(
            mix(),
            1,
            new Pacing.ClosedLoop(),
            Duration.ofMillis(20),
            new Limit.Lasting(Duration.ofMillis(20)),
            1);
    RunResult result = run(plan, NULLS, WorkerHooks.NONE);
    LabelResult nulls = result.results().getFirst();
    assertTrue(nulls.warmUp().requests() > 0);
    assertEquals(
        nulls.measured().requests(),
        assertInstanceOf(Latency.Service.class, nulls.latency()).serviceNs().getTotalCount());
    assertEquals(20_000_000, result.measuredFromNs() - result.warmUpFromNs());
  }

  @Test
  void aWarmUpOfRequestsIsTheSameInEveryRun() throws Exception {
    RunPlan plan = warmedUp(3, 100, 50);
    RunResult result = run(plan, NULLS, WorkerHooks.NONE);
    LabelResult nulls = result.results().getFirst();
    assertEquals(100, nulls.warmUp().requests());
    assertEquals(50, nulls.measured().requests());
    assertTrue(result.measuredFromNs() > result.warmUpFromNs());
    assertTrue(result.measuredUntilNs() > result.measuredFromNs());
  }

  @Test
  void nothingIsMeasuredBeforeAllAreWarm() throws Exception {
    RunPlan plan = warmedUp(2, 2, 2);
    List<Phase> phases = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<Engine> running = new AtomicReference<>();
    OperationSource seeing =
        (_, _) ->
            new Faulty(new AtomicInteger()) {
              @Override
              public int execute() {
                Engine engine = Objects.requireNonNull(running.get());
                phases.add(engine.progress().phase());
                return 0;
              }
            };
    try (Engine engine = new Engine(plan, seeing, WorkerHooks.NONE, worker -> SpanSink.NONE)) {
      running.set(engine);
      engine.whenWarm(() -> phases.add(engine.progress().phase()));
      engine.prepare();
      engine.begin();
      engine.await();
    }
    Phase warm = Phase.WARM_UP;
    assertEquals(List.of(warm, warm, warm, Phase.MEASURED, Phase.MEASURED), phases);
  }

  @Test
  void aWarmUpOfRequestsNeedsAClosedLoop() {
    List<Group> open = List.of(new Group(Group.ONLY, mix(), 1, new Pacing.FixedRate(10)));
    WarmUp warmUp = new WarmUp.Requests(1);
    Limit limit = new Limit.Requests(1);
    assertThrows(IllegalArgumentException.class, () -> new RunPlan(open, warmUp, limit, 1));
  }

  @Test
  void hooksRunOnTheWorkersThreadInOrder() throws Exception {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    WorkerHooks hooks =
        new WorkerHooks() {
          @Override
          public int enter(int worker) {
            note("enter");
            return 4711;
          }

          @Override
          public void atPeak(int worker, List<Operation> operations) {
            note("peak of " + operations.getFirst().name());
          }

          @Override
          public void afterCleanUp(int worker, List<Operation> operations) {
            note("after");
          }

          @Override
          public void leave(int worker) {
            note("leave");
          }

          private void note(String what) {
            seen.add(what + " on " + Thread.currentThread().getName());
          }
        };
    try (Engine engine =
        new Engine(
            plan(1, new Pacing.ClosedLoop(), new Limit.Requests(1)),
            NULLS,
            hooks,
            worker -> SpanSink.NONE)) {
      engine.prepare();
      assertEquals(4711, engine.kernelThreadId(0));
      assertEquals(List.of("enter on rtnlab-worker-0"), List.copyOf(seen));
      engine.begin();
      engine.await();
    }
    assertEquals(
        List.of(
            "enter on rtnlab-worker-0",
            "peak of null on rtnlab-worker-0",
            "after on rtnlab-worker-0",
            "leave on rtnlab-worker-0"),
        List.copyOf(seen));
  }

  @Test
  void stopKeepsWhatWasMeasured() throws Exception {
    RunPlan plan = plan(2, new Pacing.ClosedLoop(), new Limit.Lasting(Duration.ofHours(1)));
    try (Engine engine = new Engine(plan, NULLS, WorkerHooks.NONE, worker -> SpanSink.NONE)) {
      engine.prepare();
      engine.begin();
      while (engine.progress().requests().getFirst() < 1000) {
        Thread.onSpinWait();
      }
      assertEquals(Phase.MEASURED, engine.progress().phase());
      engine.stop();
      RunResult result = engine.await();
      assertTrue(result.stopped());
      assertTrue(result.results().getFirst().measured().requests() >= 1000);
      assertEquals(Phase.CLEAN_UP, engine.progress().phase());
    }
  }

  @Test
  void stopWakesAnOpenLoopThatSleeps() throws Exception {
    // One request per 1,000 s: without the wake-up this would outlast the test's time-out.
    RunPlan plan = plan(1, new Pacing.FixedRate(0.001), new Limit.Requests(2));
    try (Engine engine = new Engine(plan, NULLS, WorkerHooks.NONE, worker -> SpanSink.NONE)) {
      engine.prepare();
      engine.begin();
      while (engine.progress().requests().getFirst() < 1) {
        Thread.onSpinWait();
      }
      engine.stop();
      assertEquals(1, engine.await().results().getFirst().measured().requests());
    }
  }

  @Test
  void failureToPrepareEndsTheRunAndClosesEverything() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    OperationSource source =
        (name, worker) ->
            new Faulty(closed) {
              @Override
              public void prepare() throws Exception {
                if (worker == 1) {
                  throw new java.io.IOException("no device");
                }
              }
            };
    RunPlan plan = plan(3, new Pacing.ClosedLoop(), new Limit.Lasting(Duration.ofHours(1)));
    try (Engine engine = new Engine(plan, source, WorkerHooks.NONE, worker -> SpanSink.NONE)) {
      WorkerException failed = assertThrows(WorkerException.class, engine::prepare);
      assertEquals("Worker 1 failed while preparing null: no device", failed.getMessage());
      assertEquals(1, failed.worker());
      assertEquals(3, closed.get());
    }
  }

  @Test
  void failureWhileFiringDoesNotHangTheOthers() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    OperationSource source =
        (name, worker) ->
            new Faulty(closed) {
              @Override
              public int execute() {
                if (worker == 0) {
                  throw new IllegalStateException("broken");
                }
                return 0;
              }
            };
    RunPlan plan = plan(2, new Pacing.ClosedLoop(), new Limit.Lasting(Duration.ofHours(1)));
    try (Engine engine = new Engine(plan, source, WorkerHooks.NONE, worker -> SpanSink.NONE)) {
      engine.prepare();
      engine.begin();
      WorkerException failed = assertThrows(WorkerException.class, engine::await);
      assertEquals("Worker 0 failed while firing requests: broken", failed.getMessage());
      assertEquals(2, closed.get());
    }
  }

  @Test
  void closingWithoutBeginningLeavesNoThread() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    RunPlan plan = plan(2, new Pacing.ClosedLoop(), new Limit.Lasting(Duration.ofHours(1)));
    try (Engine engine =
        new Engine(
            plan, (name, worker) -> new Faulty(closed), WorkerHooks.NONE, w -> SpanSink.NONE)) {
      engine.prepare();
    }
    assertEquals(2, closed.get());
  }

  @Test
  void observationCountsIfItWasSetOffInTheMeasuredPart() throws Exception {
    Observation observation = new Observation("later");
    CountDownLatch fired = new CountDownLatch(1);
    OperationSource source =
        (name, worker) ->
            new Faulty(new AtomicInteger()) {
              private long firedNs;

              @Override
              public void prepare() {
                long nowNs = System.nanoTime();
                observation.record(nowNs, nowNs + 5, 0);
              }

              @Override
              public int execute() {
                firedNs = System.nanoTime();
                fired.countDown();
                return 0;
              }

              @Override
              public List<Observation> observations() {
                return List.of(observation);
              }

              @Override
              public void close() {
                // Set off inside, ended long after; and one set off too late.
                observation.record(firedNs, firedNs + 1_000_000, 0);
                observation.record(System.nanoTime(), System.nanoTime(), 0);
              }
            };
    RunResult result =
        run(plan(1, new Pacing.ClosedLoop(), new Limit.Requests(1)), source, WorkerHooks.NONE);
    LabelResult later = result.results().getLast();
    assertEquals(LabelResult.Kind.OBSERVATION, later.kind());
    assertEquals(1, later.measured().requests());
    assertNear(
        1_000_000,
        assertInstanceOf(Latency.Observed.class, later.latency()).elapsedNs().getMaxValue(),
        1_000);
  }

  @Test
  void kernelThreadIdIsThatOfTheThreadItself() throws Exception {
    int[] other = new int[1];
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    other[0] = WorkerHooks.kernelThreadId();
                  } catch (java.io.IOException unreadable) {
                    other[0] = -1;
                  }
                });
    thread.join();
    assertTrue(other[0] > 0);
    assertNotEquals(WorkerHooks.kernelThreadId(), other[0]);
  }

  private static RunResult run(RunPlan plan, OperationSource source, WorkerHooks hooks)
      throws Exception {
    try (Engine engine = new Engine(plan, source, hooks, worker -> SpanSink.NONE)) {
      engine.prepare();
      engine.begin();
      return engine.await();
    }
  }

  private static Mix mix() {
    return new Mix(List.of(new Mix.Entry(NullOperation.NAME, 1)));
  }

  private static RunPlan plan(int workers, Pacing pacing, Limit limit) {
    return new RunPlan(mix(), workers, pacing, Duration.ZERO, limit, 1);
  }

  private static RunPlan warmedUp(int workers, long warmUp, long requests) {
    return new RunPlan(
        List.of(new Group(Group.ONLY, mix(), workers, new Pacing.ClosedLoop())),
        new WarmUp.Requests(warmUp),
        new Limit.Requests(requests),
        1);
  }

  /** Does nothing, and counts that it was closed. */
  private static class Faulty implements Operation {
    private final AtomicInteger closed;

    Faulty(AtomicInteger closed) {
      this.closed = closed;
    }

    @Override
    public String name() {
      return NullOperation.NAME;
    }

    @Override
    public int execute() {
      return 0;
    }

    @Override
    public long systemCallNs() {
      return 0;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
