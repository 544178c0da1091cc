// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.SpanRing;
import io.rtnlab.libc.Niceness;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Cgroups;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.OtherLocks;
import io.rtnlab.probes.stream.EventMerger;
import io.rtnlab.probes.stream.EventWriter;
import io.rtnlab.results.Refused;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The one thread between the measured threads and the results: drains the workers' rings and the
 * kernel's buffer, merges them in time order, writes the events down and attributes the waits.
 *
 * <pre>
 *  SpanRing per worker ─┐
 *                       ├─▶ EventMerger ─▶ EventFanOut ─▶ events.bin
 *  Capture (kernel) ────┘                            └─▶ Attribution
 * </pre>
 */
final class Collector implements AutoCloseable {
  /** Each round costs some hundred microseconds before it has looked at anything. */
  private static final long PERIOD_NS = 40_000_000;

  private static final ThreadMXBean CPU_TIME = ManagementFactory.getThreadMXBean();

  private final LongPredicate measured;
  private final BooleanSupplier halfWarm;
  private final List<SpanRing> rings;
  private final @Nullable Capture capture;
  private final @Nullable ProgramMeter meter;
  private final @Nullable CrossCheck others;
  private final @Nullable RunAudit audit;
  private final @Nullable FunctionMeter functions;
  private final EventWriter events;
  private final Attribution attribution;
  private final EventMerger merger;
  private final Thread thread;

  /** The collecting thread's own, like the ledger, until it has ended. */
  private long measuredCpuNs;

  private volatile boolean metering;
  private volatile boolean ended;
  private volatile long waitNs;
  private volatile @Nullable Throwable failure;

  /**
   * Starts to collect.
   *
   * @param engine prepared, so that its workers' thread ids are known
   * @param rings one per worker
   * @param segments hears of the segments of all waits
   * @param meter closed in the middle of the warm-up
   * @param functions closed in the middle of the warm-up
   * @param flame brings samples of running holders; null without {@code --flame}
   */
  Collector(
      Engine engine,
      List<SpanRing> rings,
      @Nullable Capture capture,
      @Nullable ProgramMeter meter,
      @Nullable CrossCheck others,
      @Nullable RunAudit audit,
      @Nullable FunctionMeter functions,
      @Nullable FlameRecorder flame,
      WaitObserver segments,
      ProbeCapabilities capabilities,
      EventWriter events) {
    this.measured = engine::isMeasured;
    halfWarm = HalfWarm.of(engine);
    this.rings = rings;
    this.capture = capture;
    this.meter = meter;
    this.others = others;
    this.audit = audit;
    this.functions = functions;
    metering = meter != null || functions != null;
    this.events = events;
    attribution = new Attribution(engine.labels().spans(), capabilities, segments);
    // The ledger is about the measured part; what came before only says who held the mutex then.
    attribution.count(measured);
    HoldRecorder count = others == null ? null : others.first();
    merger =
        new EventMerger(
            new EventFanOut(
                events, attribution, count, audit == null ? null : audit.looks(), functions));
    for (int worker = 0; worker < rings.size(); worker++) {
      merger.add(new SpanSource(rings.get(worker).reader(), engine.kernelThreadId(worker)));
    }
    if (capture != null) {
      capture.addTo(merger);
    }
    if (flame != null) {
      flame.addTo(merger);
    }
    thread = Thread.ofPlatform().name("rtnlab-collector").daemon().start(this::run);
  }

  private void run() {
    try {
      int _ = Niceness.set(Capture.READER_NICENESS); // an account that may not has what it had
      long beforeNs = CPU_TIME.getCurrentThreadCpuTime();
      while (!ended) {
        LockSupport.parkNanos(this, PERIOD_NS);
        long nowNs = System.nanoTime();
        round(nowNs);
        long afterNs = CPU_TIME.getCurrentThreadCpuTime();
        measuredCpuNs += measured.test(nowNs) ? afterNs - beforeNs : 0;
        beforeNs = afterNs;
      }
      endMetering(); // the whole run may have been shorter than a round
      if (others != null) {
        others.end();
      }
      round(System.nanoTime());
      if (audit != null) {
        audit.poll();
      }
      merger.flush();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  /**
   * Ends what meters and traces the warm-up alone, since it slows down what it looks at. For any
   * thread; a second call does nothing.
   */
  synchronized void endMetering() {
    metering = false;
    if (meter != null) {
      meter.close();
    }
    if (functions != null) {
      functions.close();
    }
  }

  private void round(long nowNs) {
    if (metering && halfWarm.getAsBoolean()) {
      endMetering();
    }
    if (audit != null) {
      audit.poll();
    }
    merger.advance(nowNs);
    if (others != null) {
      others.poll();
    }
    waitNs = attribution.waitNs();
  }

  /** Whether a probe feeds it, so that waiting is measured at all. */
  boolean watches() {
    return capture != null;
  }

  /** How long threads have waited in the measured part so far. For any thread. */
  long waitNs() {
    return waitNs;
  }

  /** Why {@code events.bin} is incomplete; null where it is whole. Once the thread has ended. */
  @Nullable IOException eventsFailure() {
    return events.failure();
  }

  /**
   * To be asked once the thread has ended.
   *
   * @throws IOException where {@code events.bin} is incomplete
   */
  void requireWholeEvents() throws IOException {
    IOException why = eventsFailure();
    if (why != null) {
      throw new IOException(RunDocument.Lost.incompleteEvents(Refused.sentence(why)), why);
    }
  }

  /**
   * Takes in what is still on its way, once the workers have ended, and gives the result.
   *
   * @throws IllegalStateException if the collecting thread failed
   */
  Collected finish() throws InterruptedException {
    ended = true;
    LockSupport.unpark(thread);
    thread.join();
    Throwable failed = failure;
    if (failed != null) {
      throw new IllegalStateException("the collector failed; this run has no ledger", failed);
    }
    long dropped = rings.stream().mapToLong(SpanRing::dropped).sum();
    return new Collected(
        attribution.ledger(),
        attribution.otherLocks(),
        attribution.cgroups(),
        merger.statistics(),
        dropped,
        measuredCpuNs);
  }

  /** Ends the thread, whatever became of the run, and closes the events' file. */
  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      events.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException full) {
      // eventsFailure() reports it
    }
  }

  /**
   * What was collected.
   *
   * @param otherLocks for which other locks requests waited; null where the backend does not see it
   * @param droppedSpans requests that found a worker's ring full
   * @param cpuNs CPU time that it took in the measured part
   */
  record Collected(
      Ledger ledger,
      @Nullable OtherLocks otherLocks,
      Cgroups cgroups,
      EventMerger.Statistics merged,
      long droppedSpans,
      long cpuNs) {}
}
