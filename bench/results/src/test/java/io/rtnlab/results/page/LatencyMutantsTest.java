// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.mutants.Mutants;
import io.rtnlab.probes.mutants.Mutators;
import io.rtnlab.results.Documents;
import io.rtnlab.results.LatencyLog;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No damage to {@code latency.hlog} gives other figures in silence. */
class LatencyMutantsTest {
  @TempDir private Path temporary;

  private RunFolder written() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    Histogram total = new Histogram(3_600_000_000_000L, 3);
    try (LatencyLog log = new LatencyLog(folder.latencyLog(), 1_700_000_000_000L)) {
      for (int second = 1; second <= 20; second++) {
        for (int request = 0; request < 100; request++) {
          total.recordValue(1_000L * second * (request + 1));
        }
        Map<String, Histogram> totals = new LinkedHashMap<>();
        totals.put(LatencyLog.ALL_REQUESTS, total.copy());
        totals.put("route-insert.service", total.copy());
        log.interval(totals, 1_000L * second);
      }
    }
    folder.write(Documents.sample());
    return folder;
  }

  private static Mutants.Answer read(RunFolder folder, byte[] bytes) throws IOException {
    Files.write(folder.latencyLog(), bytes);
    LatencySeriesFile read = LatencySeriesFile.read(folder);
    StringBuilder figures = new StringBuilder(read.intervals.toString());
    read.byLabel.forEach(
        (label, histogram) ->
            figures
                .append(label)
                .append(' ')
                .append(histogram.getTotalCount())
                .append(' ')
                .append(histogram.getValueAtPercentile(99)));
    return new Mutants.Answer(!read.intervals.isEmpty(), figures.toString(), read.damaged);
  }

  @Test
  void latencies() throws IOException {
    RunFolder folder = written();
    Mutants.Counts counts =
        Mutants.run(
            "latency.hlog",
            Files.readAllBytes(folder.latencyLog()),
            List.of(
                Mutators.FLIP_BITS,
                Mutators.FILL,
                Mutators.LINES,
                Mutators.TAKE_OUT,
                Mutators.REPEAT,
                Mutators.CUT_OFF),
            bytes -> read(folder, bytes));
    assertEquals(0, counts.stacks(), counts::toString);
    assertEquals(0, counts.overHeap(), counts::toString);
    assertEquals(0, counts.silent(), counts::toString);
    assertTrue(2 * counts.reached() >= counts.inputs(), counts::toString);
  }

  @Test
  void thePageOfADamagedLogSaysSo() throws IOException {
    RunFolder folder = written();
    assertFalse(RunPage.of(folder).contains("latency.hlog is damaged"));
    byte[] bytes = Files.readAllBytes(folder.latencyLog());
    bytes[bytes.length - 100] ^= 1;
    Files.write(folder.latencyLog(), bytes);
    assertTrue(RunPage.of(folder).contains("latency.hlog is damaged"));
  }
}
