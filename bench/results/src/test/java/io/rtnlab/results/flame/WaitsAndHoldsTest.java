// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.results.Documents;
import io.rtnlab.results.Json;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.trace.Captured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WaitsAndHoldsTest {
  private static final int ROUNDS = 3;

  /** Of each round: two workers wait 4,000 and 4,300 ns, until 4,100 and 4,600. */
  private static final long WAITED_NS = ROUNDS * (4_000L + 4_300L);

  @TempDir Path folder;

  private WaitsAndHolds graphs() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.write(
        Json.readRun(
            Json.write(Documents.sample())
                .replace("\"measuredFromNs\" : 1000000000", "\"measuredFromNs\" : 0")));
    Captured.write(run.events(), Captured.events(ROUNDS), new ProbeCapabilities(false, true));
    return WaitsAndHolds.of(run);
  }

  @Test
  void totalsAreTheLedgers() throws IOException {
    WaitsAndHolds graphs = graphs();
    assertEquals(WAITED_NS, graphs.waits().totalNs());
    assertEquals(graphs.ledgerWaitNs(), graphs.waits().totalNs());
    assertEquals(graphs.ledgerNamedNs(), graphs.holds().totalNs());
  }

  @Test
  void theSleeperIsTheWidestHolderAndItsSleepAFrame() throws IOException {
    String widest =
        graphs().holds().weights().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    assertTrue(widest.contains(";rtnl_dellink"), widest);
    assertTrue(widest.endsWith(";[asleep: rcu]"), widest);
  }

  @Test
  void collapsedLinesHaveNoEscapeAndOneWeight() throws IOException {
    String collapsed = graphs().waits().collapsed();
    assertFalse(collapsed.contains("\033"));
    collapsed.lines().forEach(line -> assertTrue(line.matches(".+;.+ \\d+"), line));
  }

  @Test
  void theDrawingEscapesNamesAndMarksChanges() throws IOException {
    Stacks one = new Stacks();
    one.add(List.of("<script>", "grew"), 70);
    one.add(List.of("<script>", "shrank"), 30);
    Stacks other = new Stacks();
    other.add(List.of("<script>", "grew"), 10);
    other.add(List.of("<script>", "shrank"), 90);
    String page = FlameGraph.page("title", List.of(), one, other);
    assertFalse(page.contains("<script>"));
    assertTrue(page.contains("+ grew"));
    assertTrue(page.contains("− shrank"));
  }
}
