// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.results.Json;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run --flame} beside one process that makes others wait: its graphs are read back as other
 * tools read them, from the collapsed stacks, and compared with the ledger in run.json. The stacks
 * of Java and of the kernel are looked for in each.
 */
class FlameLiveTest {
  private static final double WITHIN = 0.01;
  private static final int LINKS = 500;

  @TempDir private Path temporary;

  /**
   * Deleting a link waits for RCU with the RTNL held. Inserts come at a rate at which they hardly
   * wait for each other.
   */
  @Test
  void aHolderThatSleepsIsTheWidest() throws Exception {
    widest(
        List.of("--mix", "route-insert=1", "--rate", "1000"),
        List.of(),
        List.of("link add one type veth peer name other", "link del one"),
        "rtnl_dellink");
  }

  /** One request that sets many links runs with the RTNL held: its stacks come from samples. */
  @Test
  void aHolderThatRunsIsTheWidest() throws Exception {
    widest(
        List.of("--mix", "link-dump=1"),
        IntStream.range(0, LINKS)
            .mapToObj("link add a%1$d type veth peer name b%1$d"::formatted)
            .toList(),
        List.of("link set group default mtu 1400", "link set group default mtu 1401"),
        "do_setlink");
  }

  private void widest(List<String> mix, List<String> before, List<String> lines, String handler)
      throws Exception {
    Live.needsNamespaces();
    Live.needs(new BpfProbe(), "bpf");
    Path run = temporary.resolve("run");
    try (IpBatch culprit = IpBatch.start(before, lines, 0)) {
      Program program =
          Program.run(
              temporary,
              Stream.of(
                      List.of("run", "--flame", "--threads", "2", "--duration", "3s"),
                      mix,
                      List.of("--out", run.toString()))
                  .flatMap(List::stream)
                  .toArray(String[]::new));
      assertEquals(0, program.exitStatus(), program.err());
      assertTrue(culprit.isAlive(), "ip ended early");
    }
    RunDocument document = Json.readRun(Files.readString(run.resolve("run.json")));
    Map<String, Long> holds = collapsed(run, "hold");
    Map<String, Long> waits = collapsed(run, "wait");

    Map<String, Long> holders = new HashMap<>();
    holds.forEach((stack, ns) -> holders.merge(stack.split(";", -1)[0], ns, Long::sum));
    // Whatever else takes the RTNL on this machine meanwhile is not planted here.
    Set<String> ours =
        document.operations().stream().map(RunDocument.Operation::name).collect(Collectors.toSet());
    holders.keySet().removeIf(holder -> !holder.equals("ip") && !ours.contains(holder));
    String first =
        holders.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    System.out.printf("hold graph, widest first: %s, in ms: %s%n", first, inMs(holders));
    assertEquals("ip", first, holders::toString);
    long handledNs = total(holds, stack -> stack.startsWith("ip;") && stack.contains(handler));
    assertTrue(handledNs > 0, holds::toString);
    System.out.printf(
        "wait graph %.1f ms, the ledger %.1f ms; hold graph %.1f ms, blamed %.1f ms%n",
        total(waits, _ -> true) / 1e6,
        waiting(document) / 1e6,
        total(holds, _ -> true) / 1e6,
        blamed(document) / 1e6);
    assertEquals(1, (double) total(waits, _ -> true) / waiting(document), WITHIN);
    assertEquals(1, (double) total(holds, _ -> true) / blamed(document), WITHIN);
    if (document.probe().name().equals("bpf") && Files.exists(run.resolve("flame/cpu.collapsed"))) {
      Map<String, Long> cpu = collapsed(run, "cpu");
      assertTrue(total(cpu, stack -> stack.contains("io.rtnlab.")) > 0, cpu::toString);
      assertTrue(
          total(cpu, stack -> stack.contains("entry_SYSCALL") || stack.contains("el0_svc")) > 0,
          cpu::toString);
    }
  }

  private static Map<String, Long> inMs(Map<String, Long> ns) {
    Map<String, Long> ms = new TreeMap<>();
    ns.forEach((name, each) -> ms.put(name, each / 1_000_000));
    return ms;
  }

  private static long waiting(RunDocument document) {
    LedgerDocument.Waits waits = document.waits();
    assertNotNull(waits);
    return waits.totalNs();
  }

  /** The waiting that names a holder, summed over the rows of the table. */
  private static long blamed(RunDocument document) {
    return document.blame().stream()
        .filter(row -> !row.holder().startsWith("("))
        .mapToLong(BlameRow::ns)
        .sum();
  }

  private static long total(Map<String, Long> stacks, Predicate<String> counted) {
    return stacks.entrySet().stream()
        .filter(stack -> counted.test(stack.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Stack → nanoseconds. */
  private static Map<String, Long> collapsed(Path run, String graph) throws IOException {
    Map<String, Long> stacks = new HashMap<>();
    for (String line : Files.readAllLines(run.resolve("flame").resolve(graph + ".collapsed"))) {
      int blank = line.lastIndexOf(' ');
      stacks.merge(line.substring(0, blank), Long.valueOf(line.substring(blank + 1)), Long::sum);
    }
    return stacks;
  }
}
