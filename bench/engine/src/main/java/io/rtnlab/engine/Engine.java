// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Carries out one {@link RunPlan}: {@link #prepare}, {@link #begin}, {@link #await}. Every worker
 * is a platform thread of its own, since namespaces belong to kernel threads; create the engine on
 * a thread that is in no namespace that workers should not inherit.
 */
public final class Engine implements AutoCloseable {
  /** Those of a run besides its workers: the collector, the progress, a probe's reader, signals. */
  private static final int OTHER_THREADS = 6;

  private final RunPlan plan;
  private final Labels labels;
  private final Clock clock;
  private final StopSignal stop = new StopSignal();
  private final CountDownLatch prepared;
  private final Steps steps;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean begun;
  private volatile boolean stoppedByCaller;

  /**
   * @param sinks who hears of a worker's requests, by worker
   */
  public Engine(
      RunPlan plan, OperationSource source, WorkerHooks hooks, IntFunction<SpanSink> sinks) {
    this(plan, source, hooks, sinks, Clock.SYSTEM);
  }

  Engine(
      RunPlan plan,
      OperationSource source,
      WorkerHooks hooks,
      IntFunction<SpanSink> sinks,
      Clock clock) {
    this.plan = plan;
    this.clock = clock;
    prepared = new CountDownLatch(plan.workers());
    List<List<Operation>> operations = new ArrayList<>();
    for (int worker = 0; worker < plan.workers(); worker++) {
      operations.add(create(source, worker));
    }
    labels = Labels.of(oneOfEach(operations));
    AtomicInteger ending = new AtomicInteger(plan.endingWorkers());
    steps =
        new Steps(
            plan.workers(),
            clock,
            plan.warmUp(),
            operations.stream()
                .flatMap(List::stream)
                .flatMap(operation -> operation.observations().stream())
                .toList());
    for (int worker = 0; worker < plan.workers(); worker++) {
      RequestLoop loop =
          new RequestLoop(
              operations.get(worker),
              labels,
              plan.picker(worker),
              sinks.apply(worker),
              clock,
              stop);
      workers.add(
          new Worker(
              worker, plan, operations.get(worker), loop, hooks, steps, stop, prepared, ending));
    }
  }

  private List<Operation> create(OperationSource source, int worker) {
    List<Operation> created = new ArrayList<>();
    for (Mix.Entry entry : plan.group(worker).mix().entries()) {
      created.add(source.create(entry.operation(), worker));
    }
    return created;
  }

  /** Groups may share operations; each name counts once. */
  private static List<Operation> oneOfEach(List<List<Operation>> operations) {
    Map<String, Operation> byName = new LinkedHashMap<>();
    operations.stream().flatMap(List::stream).forEach(o -> byName.putIfAbsent(o.name(), o));
    return List.copyOf(byName.values());
  }

  /**
   * About what so many workers of a plan take of the heap, in bytes: their rings, and a histogram
   * for each request and follow-up.
   */
  public static long heapBytes(RunPlan plan, int workers) {
    int histograms = plan.mix().entries().size() * (plan.isOpen() ? 4 : 3);
    return workers
        * (SpanRing.bytesOfOne(workers)
            + histograms * (long) Latency.newHistogram().getEstimatedFootprintInBytes());
  }

  public RunPlan plan() {
    return plan;
  }

  public Labels labels() {
    return labels;
  }

  /**
   * Starts the workers and waits until each is in its namespace and has prepared its operations.
   *
   * @throws WorkerException if one could not; all have then closed what they had opened
   */
  public void prepare() throws InterruptedException, WorkerException {
    for (int worker = 0; worker < workers.size(); worker++) {
      Thread thread = new Thread(workers.get(worker), "rtnlab-worker-" + worker);
      thread.setDaemon(true);
      try {
        thread.start();
        threads.add(thread);
      } catch (OutOfMemoryError limited) {
        leaveOut(worker);
        break;
      }
    }
    prepared.await();
    if (anyFailed()) {
      begin();
      await();
    }
    if (!othersFit()) {
      stop();
      begin();
      RunResult _ = await();
      throw limited(workers.size());
    }
  }

  /** No thread waits for workers that could not start: the limit of processes is reached. */
  private void leaveOut(int first) {
    WorkerException limited = limited(first);
    workers.subList(first, workers.size()).forEach(worker -> worker.leaveOut(limited));
  }

  private WorkerException limited(int first) {
    IOException reason =
        new IOException(
            String.format(
                Locale.ROOT,
                "only %d of %d threads can be started, for the account's limit of processes (ulimit"
                    + " -u) or the cgroup's (pids.max) is reached; raise it, or ask for fewer"
                    + " threads (%d may fit)",
                first,
                workers.size(),
                Math.max(1, first - OTHER_THREADS)));
    return new WorkerException(first, "starting its thread", reason);
  }

  /**
   * Whether threads besides the workers can be started still: without one for its handler, Java is
   * deaf to signals.
   */
  private static boolean othersFit() {
    CountDownLatch tried = new CountDownLatch(1);
    try {
      for (int n = 0; n < OTHER_THREADS; n++) {
        Thread.ofPlatform().daemon().start(() -> await(tried));
      }
      return true;
    } catch (OutOfMemoryError limited) {
      return false;
    } finally {
      tried.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has something done between a warm-up of requests and the measured part, while no worker fires;
   * to be asked for before {@link #begin}. Where the warm-up is a time, workers go on without a
   * break.
   */
  public void whenWarm(Runnable then) {
    steps.whenWarm(then);
  }

  /** Lets the prepared workers fire. */
  public void begin() {
    if (!begun) {
      begun = true;
      steps.begin();
    }
  }

  /**
   * Asks the workers to end their measured part now. They still clean up, and {@link #await} gives
   * what was measured until then. For any thread, at any time, more than once.
   */
  public void stop() {
    stoppedByCaller = true;
    stop.request();
    List.copyOf(threads).forEach(LockSupport::unpark);
  }

  /** How far the run is. For any thread; takes no lock that a worker could wait for. */
  public Progress progress() {
    long nowNs = clock.nowNs();
    Phase phase = steps.phase(nowNs);
    List<Long> requests = new ArrayList<>();
    List<Long> failures = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      long sumOfRequests = 0;
      long sumOfFailures = 0;
      for (Worker worker : workers) {
        Counts counts = worker.loop().counts(phase, label);
        sumOfRequests += counts.requests();
        sumOfFailures += counts.failures();
      }
      requests.add(sumOfRequests);
      failures.add(sumOfFailures);
    }
    return new Progress(phase, steps.phaseNs(phase, nowNs), requests, failures);
  }

  /**
   * The latencies of the measured part so far. For any thread; workers are not held up, so what
   * they recorded in the last moment may be missing.
   */
  public List<LabelLatency> latencies() {
    return new Collector(plan, labels, workers).latencies();
  }

  /**
   * Whether a moment lies in the measured part of the run. For any thread.
   *
   * @param timeNs on the engine's clock, at the latest now
   */
  public boolean isMeasured(long timeNs) {
    return steps.isMeasured(timeNs);
  }

  /** A worker's thread id in the kernel, once {@link #prepare} has returned. */
  public int kernelThreadId(int worker) {
    return workers.get(worker).kernelThreadId();
  }

  /**
   * Waits until every worker has ended, cleaned up and closed its operations.
   *
   * @throws WorkerException if a worker failed; other failures are suppressed in the first
   */
  public RunResult await() throws InterruptedException, WorkerException {
    for (Thread thread : threads) {
      thread.join();
    }
    if (anyFailed()) {
      throw firstFailure();
    }
    return new Collector(plan, labels, workers).collect(steps, stoppedByCaller);
  }

  private boolean anyFailed() {
    return workers.stream().anyMatch(worker -> worker.failure() != null);
  }

  private WorkerException firstFailure() {
    List<WorkerException> failures = new ArrayList<>();
    for (Worker worker : workers) {
      WorkerException failure = worker.failure();
      if (failure != null) {
        failures.add(failure);
      }
    }
    WorkerException first = failures.removeFirst();
    failures.forEach(first::addSuppressed);
    return first;
  }

  /** Stops and waits, whatever became of the run. */
  @Override
  public void close() {
    stop();
    begin();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
