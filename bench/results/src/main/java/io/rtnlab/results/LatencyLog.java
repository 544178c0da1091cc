// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code latency.hlog}: HdrHistogram's own interval log, values in nanoseconds. Each interval has a
 * line without a tag, the service times of all requests, and one for each tag: {@code
 * LABEL.service}, {@code LABEL.response} or {@code LABEL.observed}. The intervals of a tag add up
 * to its total. Any HdrHistogram tool reads it, such as HistogramLogProcessor with or without
 * {@code -tag}.
 */
public final class LatencyLog implements AutoCloseable {
  /** The tag of the line without one. */
  public static final String ALL_REQUESTS = "";

  private final NamedOutput file;
  private final PrintStream stream;
  private final HistogramLogWriter log;
  private final long startEpochMs;
  private final Map<String, Histogram> written = new LinkedHashMap<>();
  private long writtenUntilMs;

  /**
   * Writes the head.
   *
   * @param startEpochMs when the first interval begins
   */
  public LatencyLog(Path file, long startEpochMs) throws IOException {
    this.file = NewFiles.file(file);
    this.startEpochMs = startEpochMs;
    stream = new PrintStream(this.file, false, StandardCharsets.UTF_8);
    log = new HistogramLogWriter(stream);
    log.outputComment("rtnlab: values in nanoseconds");
    log.outputLogFormatVersion();
    log.outputStartTime(startEpochMs);
    log.setBaseTime(startEpochMs);
    log.outputLegend();
  }

  /** Until when intervals were written, in milliseconds from the start. */
  public long writtenUntilMs() {
    return writtenUntilMs;
  }

  /**
   * Writes what was added since the interval before.
   *
   * @param totals of everything up to this moment, by tag; {@link #ALL_REQUESTS} is one of them
   * @param untilMs end of the interval, from the start
   */
  public void interval(Map<String, Histogram> totals, long untilMs) throws IOException {
    for (Map.Entry<String, Histogram> total : totals.entrySet()) {
      Histogram added = total.getValue().copy();
      if (!subtract(written.get(total.getKey()), added)) {
        continue; // caught in the middle of an update: the next interval has it all
      }
      written.put(total.getKey(), total.getValue());
      if (added.getTotalCount() > 0 || total.getKey().equals(ALL_REQUESTS)) {
        if (!total.getKey().equals(ALL_REQUESTS)) {
          added.setTag(total.getKey());
        }
        added.setStartTimeStamp(startEpochMs + writtenUntilMs);
        added.setEndTimeStamp(startEpochMs + untilMs);
        log.outputIntervalHistogram(added);
      }
    }
    writtenUntilMs = untilMs;
    stream.flush();
    file.requireWritten();
  }

  private static boolean subtract(@Nullable Histogram before, Histogram from) {
    try {
      if (before != null) {
        from.subtract(before);
      }
      return true;
    } catch (IllegalArgumentException moreThanThereIs) {
      return false;
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
