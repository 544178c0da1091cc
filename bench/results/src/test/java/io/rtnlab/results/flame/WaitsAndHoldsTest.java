// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.results.Documents;
import io.rtnlab.results.Json;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.trace.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WaitsAndHoldsTest {
  private static final int ROUNDS = 3;

  /** Of each round: two workers wait 4,000 and 4,300 ns, until 4,100 and 4,600. */
  private static final long WAITED_NS = ROUNDS * (4_000L + 4_300L);

  @TempDir Path folder;

  private WaitsAndHolds graphs() throws IOException {
    return graphs(Captured.events(ROUNDS));
  }

  private WaitsAndHolds graphs(List<LockEvent> events) throws IOException {
    RunFolder run = RunFolder.create(Files.createTempDirectory(folder, "run"));
    run.write(
        Json.readRun(
            Json.write(Documents.sample())
                .replace("\"measuredFromNs\" : 1000000000", "\"measuredFromNs\" : 0")));
    Captured.write(run.events(), events, new ProbeCapabilities(false, true));
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
  void aRunningHoldersWaitingIsSharedOutOverItsSamples() throws IOException {
    List<LockEvent> events = new ArrayList<>(Captured.events(ROUNDS));
    List<String> first = List.of("ip_route_output", "inet_rtm_newroute", "do_syscall_64");
    List<String> second = List.of("shrink_node", "inet_rtm_newroute", "do_syscall_64");
    events.add(1, new LockEvent.StackSeen(1, 1 << 20, first));
    events.add(1, new LockEvent.StackSeen(1, 1 + (1 << 20), second));
    // Worker 1 holds from 5,100 on while worker 2 waits: three samples at one place, one at
    // another.
    for (int i = 0; i < 4; i++) {
      int at = indexAfter(events, 5_200);
      events.add(at, new LockEvent.HolderSampled(5_210 + i, 1, i == 3 ? 1 + (1 << 20) : 1 << 20));
    }
    WaitsAndHolds plain = graphs();
    WaitsAndHolds sampled = graphs(events);
    assertEquals(plain.holds().totalNs(), sampled.holds().totalNs());
    assertEquals(4, sampled.samples());
    Map<String, Long> weights = sampled.holds().weights();
    String path = "route-insert;do_syscall_64;inet_rtm_newroute;";
    long running = Objects.requireNonNull(weights.get(path + "ip_route_output;[running]"));
    long reclaiming = Objects.requireNonNull(weights.get(path + "shrink_node;[memory reclaim]"));
    assertEquals(3.0, (double) running / reclaiming, 0.01);
    assertTrue(sampled.withoutStackNs() < plain.withoutStackNs());
  }

  private static int indexAfter(List<LockEvent> events, long timeNs) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).timeNs() > timeNs) {
        return i;
      }
    }
    return events.size();
  }

  @Test
  void holdersOffTheirCpuWeighTheirOwnTimeAsTheyAreWoken() throws IOException {
    Map<String, Long> weights = graphs().offCpu().weights();
    // Each round asleep from 400 to 3,000 and wanting a CPU until 3,100.
    assertEquals(ROUNDS * 2_600L, weight(weights, "[asleep: rcu]"));
    assertEquals(ROUNDS * 100L, weight(weights, "[wanting a CPU]"));
  }

  private static long weight(Map<String, Long> weights, String state) {
    return weights.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(state))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void collapsedLinesHaveNoEscapeAndOneWeight() throws IOException {
    String collapsed = graphs().waits().collapsed();
    assertFalse(collapsed.contains("\033"));
    collapsed.lines().forEach(line -> assertTrue(line.matches(".+;.+ \\d+"), line));
  }
}
