// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, by HdrHistogram's own readers. */
class LatencyLogTest {
  private static final String TAG = "route-insert.service";

  @TempDir private Path temporary;

  private Path written() throws IOException {
    Path file = temporary.resolve("latency.hlog");
    Histogram total = new Histogram(3_600_000_000_000L, 3);
    try (LatencyLog log = new LatencyLog(file, 1_700_000_000_000L)) {
      for (int second = 1; second <= 3; second++) {
        for (int request = 0; request < 100 * second; request++) {
          total.recordValue(1_000L * second);
        }
        Map<String, Histogram> totals = new LinkedHashMap<>();
        totals.put(LatencyLog.ALL_REQUESTS, total.copy());
        totals.put(TAG, total.copy());
        log.interval(totals, 1_000L * second);
      }
    }
    return file;
  }

  @Test
  void eachIntervalHoldsWhatWasAddedInIt() throws IOException {
    List<Long> counts = new ArrayList<>();
    List<Long> tagged = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(written().toFile())) {
      while (reader.hasNext()) {
        Histogram interval = (Histogram) reader.nextIntervalHistogram();
        (interval.getTag() == null ? counts : tagged).add(interval.getTotalCount());
        assertEquals(1_000, interval.getEndTimeStamp() - interval.getStartTimeStamp());
      }
    }
    assertEquals(List.of(100L, 200L, 300L), counts);
    assertEquals(counts, tagged);
  }

  @Test
  void hdrHistogramsProcessorReadsItWithAndWithoutATag() throws Exception {
    Path log = written();
    for (List<String> tag : List.of(List.<String>of(), List.of("-tag", TAG))) {
      Path out = temporary.resolve("out" + tag.size());
      List<String> arguments = new ArrayList<>(List.of("-i", log.toString(), "-o", out.toString()));
      arguments.addAll(tag);
      HistogramLogProcessor processor = new HistogramLogProcessor(arguments.toArray(String[]::new));
      processor.start();
      processor.join();
      String table = Files.readString(out);
      assertEquals(3, table.lines().filter(line -> line.contains("I:")).count(), table);
      assertTrue(Files.readString(Path.of(out + ".hgrm")).contains("600"), table);
    }
  }
}
