// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** What {@code latency.hlog} holds: service times by label, and requests by interval. */
final class LatencySeriesFile {
  private static final String SERVICE = ".service";

  /**
   * An interval of the log.
   *
   * @param fromMs since the first interval's begin
   */
  record Interval(long fromMs, long untilMs, long requests) {}

  final Map<String, Histogram> byLabel = new LinkedHashMap<>();
  final List<Interval> intervals = new ArrayList<>();

  /** Whether there is a file that is not as it was written. */
  boolean damaged;

  private LatencySeriesFile() {}

  /** Reads the run's file: nothing where it is missing, and what is in front of any damage. */
  static LatencySeriesFile read(RunFolder folder) {
    LatencySeriesFile read = new LatencySeriesFile();
    Path file = folder.latencyLog();
    if (!Files.isRegularFile(file)) {
      return read;
    }
    try {
      read.damaged = folder.isLatencyLogDamaged();
      read.read(file);
    } catch (IOException | RuntimeException unreadable) {
      read.damaged = true;
    }
    return read;
  }

  private void read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        HistogramLogReader log = new HistogramLogReader(in)) {
      long firstMs = Long.MIN_VALUE;
      while (log.hasNext()) {
        EncodableHistogram next = log.nextIntervalHistogram();
        if (!(next instanceof Histogram histogram)) {
          continue;
        }
        String tag = histogram.getTag();
        if (tag == null) {
          firstMs = firstMs == Long.MIN_VALUE ? histogram.getStartTimeStamp() : firstMs;
          intervals.add(
              new Interval(
                  histogram.getStartTimeStamp() - firstMs,
                  histogram.getEndTimeStamp() - firstMs,
                  histogram.getTotalCount()));
        } else if (tag.endsWith(SERVICE)) {
          byLabel.merge(
              tag.substring(0, tag.length() - SERVICE.length()),
              histogram,
              (all, more) -> {
                all.add(more);
                return all;
              });
        }
      }
    }
  }
}
