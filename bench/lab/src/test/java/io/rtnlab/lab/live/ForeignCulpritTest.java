// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.results.Json;
import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import io.rtnlab.results.LedgerDocument.HolderRow;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eleven processes of the same name: ten take the RTNL for microseconds, one removes veths, which
 * waits for RCU with the RTNL held. That one is first on the list, as process and handler. The full
 * count: {@code -Drtnlab.culprits=20 -Dtest=ForeignCulpritTest}.
 */
class ForeignCulpritTest {
  private static final int ROUNDS = Integer.getInteger("rtnlab.culprits", 3);
  private static final int CHEAP = 10;
  private static final long CHEAP_PAUSE_NS = 5_000_000;
  private static final List<String> ADD_AND_DELETE_A_ROUTE =
      List.of("route add blackhole 198.51.100.1/32", "route del blackhole 198.51.100.1/32");
  private static final List<String> ADD_AND_DELETE_A_VETH =
      List.of("link add one type veth peer name other", "link del one");

  /** Adding them is not cheap either where the one that adds is preempted. */
  private static final Set<String> VETH_HANDLERS = Set.of("rtnl_dellink", "rtnl_newlink");

  @TempDir private Path temporary;

  @Test
  void theCulpritIsFirstByProcessAndHandler() throws Exception {
    Live.needsNamespaces();
    Live.needs(new BpfProbe(), "bpf");
    Random random = new Random(1);
    for (int round = 1; round <= ROUNDS; round++) {
      theCulpritIsFirst(round, random.nextInt(CHEAP + 1));
    }
  }

  private void theCulpritIsFirst(int round, int place) throws Exception {
    List<IpBatch> processes = new ArrayList<>();
    try {
      for (int i = 0; i <= CHEAP; i++) {
        processes.add(
            i == place
                ? IpBatch.start(ADD_AND_DELETE_A_VETH, 0)
                : IpBatch.start(ADD_AND_DELETE_A_ROUTE, CHEAP_PAUSE_NS));
      }
      RunDocument run = run();
      assertTrue(processes.stream().allMatch(IpBatch::isAlive), "an ip ended early");
      int culprit = processes.get(place).process();
      List<Blamed> list = blamed(run);
      Blamed first = list.getFirst();
      long nextNs =
          list.stream().filter(b -> b.process() != culprit).mapToLong(Blamed::ns).max().orElse(0);
      long asleepNs = asleepForRcu(run, "ip[" + culprit + "] (rtnl_dellink)");
      System.out.printf(
          "%2d of %d  culprit ip[%d]: first is ip[%d] (%s) with %.0f ms, the first other one has"
              + " %.1f ms; waited for while it slept for RCU in rtnl_dellink: %.1f ms%n",
          round,
          ROUNDS,
          culprit,
          first.process(),
          first.handler(),
          first.ns() / 1e6,
          nextNs / 1e6,
          asleepNs / 1e6);
      assertEquals(culprit, first.process(), list::toString);
      assertTrue(VETH_HANDLERS.contains(first.handler()), first::toString);
      assertTrue(asleepNs > 0, () -> String.valueOf(run.holders()));
      assertEquals(0, run.checks().proofs().contradictions());
    } finally {
      processes.forEach(IpBatch::close);
    }
  }

  private RunDocument run() throws IOException, InterruptedException {
    Program program =
        Program.run(
            temporary,
            "run",
            "--json",
            "--mix",
            "route-insert=1",
            "--threads",
            "2",
            "--duration",
            "1s",
            "--warm-up",
            "200ms",
            "--out",
            Files.createTempDirectory(temporary, "run").toString());
    assertEquals(0, program.exitStatus(), program.err());
    return Json.readRun(program.out());
  }

  /** What all waiters together waited for a process in one of its handlers. */
  private record Blamed(int process, String handler, long ns) {}

  /** The foreign processes, most time first. */
  private static List<Blamed> blamed(RunDocument run) {
    Map<Foreign, Long> sums = new HashMap<>();
    for (BlameRow row : run.blame()) {
      Foreign holder = row.holderIs();
      if (holder != null) {
        sums.merge(holder, row.ns(), Long::sum);
      }
    }
    List<Blamed> list = new ArrayList<>();
    sums.forEach(
        (holder, ns) -> {
          if (holder.process() != null) {
            list.add(new Blamed(holder.process(), String.valueOf(holder.handler()), ns));
          }
        });
    list.sort(Comparator.comparingLong(Blamed::ns).reversed());
    return list;
  }

  private static long asleepForRcu(RunDocument run, String holder) {
    List<HolderRow> rows = run.holders();
    return rows == null
        ? 0
        : rows.stream()
            .filter(row -> row.holder().equals(holder) && "rcu".equals(row.doing().reason()))
            .mapToLong(HolderRow::ns)
            .sum();
  }
}
