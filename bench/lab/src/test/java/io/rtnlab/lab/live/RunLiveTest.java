// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.run.Bridges;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.results.Json;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RunDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on the live kernel, through the command line. */
class RunLiveTest {
  @TempDir private Path temporary;

  @BeforeEach
  void canRun() {
    Live.needsNamespaces();
  }

  @Test
  void theThreeWayMixEndsWithAWholeDocument() throws Exception {
    RunDocument run = run("--duration", "1s", "--warm-up", "200ms", "--links", "20");
    assertEquals(
        List.of("route-insert", "link-dump", "netns-create"),
        run.operations().stream()
            .filter(o -> o.kind().equals("request"))
            .map(RunDocument.Operation::name)
            .toList());
    for (RunDocument.Operation operation : run.operations()) {
      assertTrue(operation.count() > 0, operation.name());
      assertTrue(operation.errors().isEmpty(), operation.name() + operation.errors());
    }
  }

  @Test
  void routesAreCountedASecondWay() throws Exception {
    RunDocument run = run("--mix", "route-insert", "--requests", "5000", "--warm-up", "0");
    assertEquals(run.checks().routes().reported(), run.checks().routes().counted());
    assertNotEquals(Long.valueOf(0), run.checks().routes().counted());
    assertEquals(Long.valueOf(0), run.checks().routes().left());
  }

  @Test
  void thePartsOfEveryRequestFit() throws Exception {
    RunDocument run = run("--duration", "1s", "--warm-up", "200ms", "--links", "50");
    assertEquals(0, run.checks().sums().negativeParts(), run.checks()::toString);
    assertEquals(0, run.checks().sums().waitsNotAddingUp());
    for (LedgerRow row : run.ledger()) {
      long parts = row.rest().systemCallRestNs() + row.rest().remainderNs() + orZero(row.waitNs());
      assertEquals(row.wallNs(), parts, row.operation());
      assertTrue(
          row.rest().remainderNs() >= 0 && row.rest().systemCallRestNs() >= 0, row.operation());
    }
  }

  @Test
  void aLongDumpIsBlamedByItsWaiters() throws Exception {
    Live.needs(new BpfProbe(), "bpf");
    RunDocument run =
        run(
            "--mix",
            "link-dump=1,route-insert=20",
            "--links",
            "500",
            "--shared-netns",
            "--requests",
            "40000",
            "--warm-up",
            "0",
            "--probe",
            "bpf");
    long byDump = blamed(run, "route-insert", "link-dump");
    assertTrue(byDump > 0, run.blame()::toString);
    assertEquals(0, run.checks().sums().holdersOutsideRequest());
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void everyBridgeCarriesTheMixAndIsRecorded(NetlinkBridge bridge) throws Exception {
    assumeTrue(bridge.unavailable().isEmpty(), () -> bridge.name() + ": " + bridge.unavailable());
    RunDocument run =
        run("--bridge", bridge.name(), "--requests", "2000", "--links", "20", "--warm-up", "0");
    assertEquals(bridge.name(), run.settings().bridge());
    assertEquals(run.checks().routes().reported(), run.checks().routes().counted());
    for (RunDocument.Operation operation : run.operations()) {
      assertTrue(operation.errors().isEmpty(), operation.name() + operation.errors());
    }
  }

  static List<NetlinkBridge> bridges() {
    return Bridges.all();
  }

  @Test
  void whatNeverTakesTheMutexNeverWaits() throws Exception {
    Live.needs(new BpfProbe(), "bpf");
    RunDocument run =
        run("--mix", "null", "--requests", "200000", "--warm-up", "0", "--probe", "bpf");
    assertEquals(Long.valueOf(0), run.ledger().getFirst().waitNs());
  }

  @Test
  void theProgramsOfTheProbeAreMeteredInTheWarmUp() throws Exception {
    Live.needs(new BpfProbe(), "bpf");
    RunDocument run =
        run("--mix", "netns-create", "--requests", "10", "--warm-up", "500ms", "--probe", "bpf");
    List<RunDocument.Program> programs = Objects.requireNonNull(run.probe().programs());
    assertTrue(
        programs.stream()
            .anyMatch(
                p -> p.name().equals("sched_waking") && p.runsPerSecond() > 0 && p.nsPerRun() > 0),
        programs::toString);
  }

  @Test
  void anOpenLoopHasResponseTimesAndAClosedOneHasNone() throws Exception {
    RunDocument closed = run("--mix", "null", "--requests", "1000", "--warm-up", "0");
    assertEquals(null, closed.operations().getFirst().responseNs());
    RunDocument open =
        run("--mix", "null", "--rate", "2000", "--duration", "500ms", "--warm-up", "0");
    assertNotNull(open.operations().getFirst().responseNs());
  }

  @Test
  void ctrlCGivesTheResultsSoFar() throws Exception {
    Path folder = temporary.resolve("cut");
    try (Program program =
        Program.start(
            temporary,
            List.of(),
            "run",
            "--duration",
            "10m",
            "--json",
            "--out",
            folder.toString())) {
      awaitEvents(folder, program);
      program.interrupt();
      assertEquals(130, program.await(), program.err());
      RunDocument run = Json.readRun(program.out());
      assertTrue(run.interrupted());
      assertTrue(program.err().contains("CUT SHORT"), program.err());
      assertTrue(Files.exists(folder.resolve("run.json")));
    }
  }

  @Test
  void reportPrintsTheSameAgain() throws Exception {
    Path folder = temporary.resolve("run");
    Program run =
        Program.run(
            temporary, "run", "--duration", "300ms", "--warm-up", "0", "--out", folder.toString());
    assertEquals(0, run.exitStatus(), run.err());
    Program report = Program.run(temporary, "report", folder.toString());
    assertTrue(run.out().startsWith(report.out()), run.out());
    assertFalse(report.out().isEmpty());
  }

  private RunDocument run(String... options) throws Exception {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    arguments[1] = "--json";
    arguments[2] = "--out";
    arguments[3] = Files.createTempDirectory(temporary, "run").toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    Program program = Program.run(temporary, arguments);
    assertEquals(0, program.exitStatus(), program.err());
    return Json.readRun(program.out());
  }

  /** Until the run has written something: then its workers are at work. */
  private static void awaitEvents(Path folder, Program program) throws Exception {
    Path events = folder.resolve("events.bin");
    while (program.isAlive() && !(Files.exists(events) && Files.size(events) > 100_000)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static long blamed(RunDocument run, String waiter, String holder) {
    return run.blame().stream()
        .filter(b -> b.waiter().equals(waiter) && b.holder().equals(holder))
        .mapToLong(LedgerDocument.BlameRow::ns)
        .sum();
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
