// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.LabelLatency;
import io.rtnlab.engine.LabelResult;
import io.rtnlab.engine.Latency;
import io.rtnlab.engine.Phase;
import io.rtnlab.engine.Progress;
import io.rtnlab.engine.RunResult;
import io.rtnlab.results.LatencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Writes the latencies of a run as a time series, an interval a second. */
final class LatencySeries implements AutoCloseable {
  private static final long INTERVAL_MS = 1_000;
  private static final long LOOK_MS = 20;

  /** Of very many histograms the whole run is one interval: adding them up would cost a CPU. */
  private static final int MOST_HISTOGRAMS = 1_024;

  private final Engine engine;
  private final Path file;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable LatencyLog log;
  private @Nullable IOException failure;

  LatencySeries(Engine engine, Path file) {
    this.engine = engine;
    this.file = file;
    thread = new Thread(this::follow, "rtnlab-latency-series");
    thread.setDaemon(true);
    if (engine.plan().workers() * engine.labels().size() <= MOST_HISTOGRAMS) {
      thread.start();
    }
  }

  private void follow() {
    try {
      // Not by interrupting it: that would close the file under it.
      while (!ended.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
        Progress progress = engine.progress();
        long measuredMs = progress.phaseNs() / 1_000_000;
        if (progress.phase() == Phase.MEASURED) {
          LatencyLog writing = open(measuredMs);
          if (measuredMs - writing.writtenUntilMs() >= INTERVAL_MS) {
            writing.interval(byTag(engine.latencies()), measuredMs);
          }
        }
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private LatencyLog open(long measuredMs) throws IOException {
    LatencyLog writing = log;
    if (writing == null) {
      writing = new LatencyLog(file, System.currentTimeMillis() - measuredMs);
      log = writing;
    }
    return writing;
  }

  /**
   * Writes what is left of a run that has ended.
   *
   * @throws IOException where the file cannot be written
   */
  void finish(RunResult result) throws IOException {
    stop();
    if (failure != null) {
      throw failure;
    }
    long measuredMs = result.measuredNs() / 1_000_000;
    LatencyLog writing = open(measuredMs);
    writing.interval(
        byTag(
            result.results().stream()
                .map(label -> new LabelLatency(label.label(), label.kind(), label.latency()))
                .toList()),
        Math.max(measuredMs, writing.writtenUntilMs() + 1));
  }

  private static Map<String, Histogram> byTag(List<LabelLatency> labels) {
    Map<String, Histogram> byTag = new LinkedHashMap<>();
    byTag.put(LatencyLog.ALL_REQUESTS, Latency.newHistogram());
    for (LabelLatency label : labels) {
      Histogram serviceNs = put(byTag, label);
      if (label.kind() == LabelResult.Kind.REQUEST) {
        byTag.get(LatencyLog.ALL_REQUESTS).add(serviceNs);
      }
    }
    return byTag;
  }

  private static Histogram put(Map<String, Histogram> byTag, LabelLatency label) {
    return switch (label.latency()) {
      case Latency.Service(Histogram serviceNs) -> {
        byTag.put(label.label() + ".service", serviceNs);
        yield serviceNs;
      }
      case Latency.ServiceAndResponse(Histogram serviceNs, Histogram responseNs) -> {
        byTag.put(label.label() + ".service", serviceNs);
        byTag.put(label.label() + ".response", responseNs);
        yield serviceNs;
      }
      case Latency.Observed(Histogram elapsedNs) -> {
        byTag.put(label.label() + ".observed", elapsedNs);
        yield elapsedNs;
      }
    };
  }

  private void stop() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    LatencyLog writing = log;
    if (writing != null) {
      writing.close();
    }
  }
}
