// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.Main;
import io.rtnlab.lab.cli.ExitCode;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.address.LockingRequest;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.results.Json;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoTask;
import io.rtnlab.results.who.WhoWaiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** On the live kernel, against holders and waiters that are known. */
class WhoLiveTest {
  private static final int ROUNDS = 20;

  @BeforeEach
  void prepare() {
    if (new BpfProbe().check() instanceof Availability.Unavailable(String why, String remedy)) {
      assumeTrue(false, "needs bpf: " + why + "; " + remedy);
    }
  }

  @Test
  void theHolderAndItsVictimAreNamedEachTime() throws Exception {
    WhoAnswer.now(Duration.ofMillis(100)); // the first takes longer, and no hold lasts for ever
    try (CalibratedHolder holder = holder();
        ExecutorService waiting = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        CompletableFuture<Integer> victim = new CompletableFuture<>();
        Future<?> request;
        try (OpenHold hold = holder.begin()) {
          request = waiting.submit(() -> ask(victim));
          int waiter = victim.get();
          WhoDocument who = untilItSleeps(waiter);
          long atMostNs = System.nanoTime() - hold.begunNs() + 5_000_000; // its fault came before

          assertEquals("held", who.state());
          WhoTask root = Objects.requireNonNull(who.root(), who::toString);
          assertEquals(holder.thread(), root.pid());
          assertEquals(who.chain().getFirst(), root);
          assertEquals("dev_ifconf", root.doing());
          assertEquals("asleep in handle_userfault", root.state());
          assertTrue(Objects.requireNonNull(who.heldAtLeastNs()) <= atMostNs, who::toString);
          WhoWaiter found =
              who.waiters().stream().filter(w -> w.pid() == waiter).findFirst().orElseThrow();
          assertTrue(found.atLeastNs() <= atMostNs, who::toString);
          assertEquals("dev_ifconf", found.wants());
        }
        // The next hold could begin before this round's victim has got the mutex, and then no
        // thread
        // would ask for that one.
        request.get();
      }
    }
  }

  @Test
  void theCommandSaysByItsStatusWhetherTheHoldIsLong() throws Exception {
    try (CalibratedHolder holder = holder()) {
      try (OpenHold _ = holder.begin()) {
        Thread.sleep(120);
        Result result = run("who", "--json");
        assertEquals(ExitCode.EXCEEDED, result.status, result.out);
        assertEquals("held", Json.read(WhoDocument.class, result.out).state());
        assertEquals(ExitCode.DONE, run("who", "--over", "1m").status);
        assertTrue(run("who").out.startsWith("RTNL held >= "));
      }
    }
  }

  /** Others on the machine may hold it for a moment; for long none does. */
  @Test
  void withoutAHoldItIsIdleOrBrief() {
    Result result = run("who", "--over", "10s");
    assertEquals(ExitCode.DONE, result.status, result.out);
  }

  private static CalibratedHolder holder() {
    try {
      return CalibratedHolder.prepare();
    } catch (IOException e) {
      assumeTrue(false, "needs userfaultfd: " + e.getMessage());
      throw new AssertionError(e);
    }
  }

  private static void ask(CompletableFuture<Integer> thread) {
    try (LockingRequest request = new LockingRequest()) {
      thread.complete(ThreadId.current());
      request.send();
    } catch (IOException e) {
      thread.completeExceptionally(e);
    }
  }

  private static WhoDocument untilItSleeps(int waiter) throws Exception {
    String last = "";
    for (int i = 0; i < 500; i++) {
      WhoDocument who = WhoAnswer.now(Duration.ofMillis(100));
      if (who.waiters().stream().anyMatch(found -> found.pid() == waiter)) {
        return who;
      }
      last = who.toString();
      Thread.sleep(1);
    }
    throw new AssertionError("the waiter never slept for the RTNL: " + last);
  }

  private record Result(int status, String out) {}

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine(arguments);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    return new Result(line.execute(arguments), out.toString());
  }
}
