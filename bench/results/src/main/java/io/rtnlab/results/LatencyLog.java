package io.rtnlab.results;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code latency.hlog}: HdrHistogram's own interval log, one line per histogram, tagged {@code
 * LABEL.service}, {@code LABEL.response} or {@code LABEL.observed}; values in nanoseconds. Any
 * HdrHistogram tool reads it.
 */
public final class LatencyLog {
  private LatencyLog() {}

  /** Writes all histograms of a run as one interval. */
  public static void write(
      Path file, Map<String, Histogram> byTag, long startEpochMs, long durationMs)
      throws IOException {
    try (PrintStream stream = new PrintStream(NewFiles.file(file), false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(stream);
      log.outputComment("rtnlab: values in nanoseconds");
      log.outputLogFormatVersion();
      log.outputStartTime(startEpochMs);
      log.outputLegend();
      byTag.forEach(
          (tag, histogram) -> {
            histogram.setTag(tag);
            histogram.setStartTimeStamp(startEpochMs);
            histogram.setEndTimeStamp(startEpochMs + durationMs);
            log.outputIntervalHistogram(histogram);
          });
      if (stream.checkError()) {
        throw new IOException("cannot write " + file + ": no space left?");
      }
    }
  }
}
