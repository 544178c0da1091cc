// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.libc.Niceness;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.ProgramCost;
import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.stream.EventMerger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A probe at work, drained and attributed by a thread of its own as a run does it. */
final class ProbeConsumer {
  private static final long PERIOD_NS = 40_000_000;
  private static final ThreadMXBean CPU_TIME = ManagementFactory.getThreadMXBean();

  private final Capture capture;
  private final EventMerger merger;
  private final long beginNs = System.nanoTime();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile long cpuNs;

  /**
   * What was heard.
   *
   * @param lost by the kernel's own count
   * @param wallNs from start to stop
   * @param cpuNs of the listening thread
   */
  record Heard(long events, long lost, long wallNs, long cpuNs) {
    static final Heard NOTHING = new Heard(0, 0, 1, 0);

    double eventsPerSecond() {
      return 1e9 * events / wallNs;
    }

    /** Of one CPU. */
    double cpuShare() {
      return (double) cpuNs / wallNs;
    }
  }

  private ProbeConsumer(Capture capture, Attribution attribution) {
    this.capture = capture;
    merger = new EventMerger(attribution);
    capture.addTo(merger);
    thread = Thread.ofPlatform().name("listener").daemon().start(this::listen);
  }

  static ProbeConsumer start(Probe probe, long mutex) throws IOException {
    return new ProbeConsumer(
        probe.open(CaptureOptions.of(mutex)), new Attribution(List.of(), probe.capabilities()));
  }

  private void listen() {
    int _ = Niceness.set(Capture.READER_NICENESS);
    long startNs = CPU_TIME.getCurrentThreadCpuTime();
    while (!stopped) {
      LockSupport.parkNanos(this, PERIOD_NS);
      merger.advance(System.nanoTime());
    }
    cpuNs = CPU_TIME.getCurrentThreadCpuTime() - startNs;
  }

  /** Has its programs metered until closed; null where it has none, or the kernel refuses. */
  Capture.@Nullable Meter meter() {
    return capture.meter().orElse(null);
  }

  /** What its BPF programs cost so far while metered; empty where it has none. */
  List<ProgramCost> costs() throws IOException {
    return capture.costs();
  }

  /** Ends it and takes the probe out of the kernel. */
  Heard stop() throws IOException {
    long wallNs = System.nanoTime() - beginNs;
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
    try (capture) {
      merger.read();
      Capture.Statistics statistics = capture.statistics();
      return new Heard(statistics.delivered(), statistics.lost(), wallNs, cpuNs);
    }
  }
}
