// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.results.Documents;
import io.rtnlab.results.Json;
import io.rtnlab.results.LatencyLog;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.trace.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A run's folder with all that a page shows, and names that do harm where they are not escaped. */
final class SamplePage {
  private static final int ROUNDS = 2_000;

  private SamplePage() {}

  static RunFolder folder(Path parent) throws IOException {
    RunFolder folder = RunFolder.create(parent.resolve("run"));
    folder.write(document());
    Captured.write(folder.events(), Captured.events(ROUNDS), new ProbeCapabilities(false, true));
    try (LatencyLog log = new LatencyLog(folder.latencyLog(), 1_000)) {
      Map<String, Histogram> totals = new LinkedHashMap<>();
      Histogram all = new Histogram(3);
      Histogram inserts = new Histogram(3);
      for (int interval = 1; interval <= 3; interval++) {
        for (int i = 1; i <= 4_000; i++) {
          all.recordValue(i * 1_000L);
          inserts.recordValue(i * 500L * interval);
        }
        totals.put(LatencyLog.ALL_REQUESTS, all.copy());
        totals.put("route-insert.service", inserts.copy());
        log.interval(totals, interval * 1_000L);
      }
    }
    return folder;
  }

  private static RunDocument document() throws IOException {
    String hostile = Captured.HOSTILE.replace("\033", "\\u001b") + "x".repeat(4_000);
    String json =
        Json.write(Documents.sample())
            .replace("\"measuredFromNs\" : 1000000000", "\"measuredFromNs\" : 0")
            .replace("\"durationNs\" : 10000000000", "\"durationNs\" : 20000000")
            .replaceAll("\"thread\" : \\d+", "\"thread\" : 1")
            .replaceAll("\"beginNs\" : \\d+", "\"beginNs\" : 11100")
            .replaceAll("\"lengthNs\" : \\d+", "\"lengthNs\" : 24000")
            .replace("rtnl_dellink", hostile.replace("\\", "\\\\").replace("\\\\u001b", "\\u001b"));
    return Json.readRun(json);
  }

  /** Writes the page and gives its file. */
  static Path write(Path parent) throws IOException {
    return Files.writeString(parent.resolve("page.html"), RunPage.of(folder(parent)));
  }
}
