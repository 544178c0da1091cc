// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.bpf.BpfRequests;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.request.EndedCall;
import io.rtnlab.probes.request.RequestSink;
import io.rtnlab.probes.request.SentMessage;
import io.rtnlab.probes.stream.EventMerger;
import io.rtnlab.results.bill.BillDocument;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Watches one program's requests beside all waits for the RTNL.
 *
 * <pre>
 *  requests.bpf.c   ──▶ RequestTally ──┐
 *                                      ├──▶ Bill ──▶ BillDocument
 *  Capture ──▶ merger ┬▶ LockTally  ───┤
 *                     └▶ Attribution ──┘
 * </pre>
 */
public final class Billing implements AutoCloseable {
  /** {@code Exec failed, error: 2 (No such file or directory)}. */
  private static final Pattern EXEC_REASON = Pattern.compile("error: \\d+ \\(([^)]*)\\)");

  private static final long PERIOD_NS = 10_000_000;
  private static final long NS_PER_S = 1_000_000_000L;

  /** Where no backend sees every acquisition, its events are not worth stacks. */
  private static final int BUFFER_BYTES = 8 << 20;

  private final Backend backend;
  private final Capture capture;
  private final BpfRequests requests;
  private final EventMerger merger;
  private final Attribution attribution;
  private final LockTally locks = new LockTally();
  private final RequestTally tally = new RequestTally(new LockUse(KernelVersion.running()));
  private final int own = (int) ProcessHandle.current().pid();

  private Billing(Backend backend, Capture capture, BpfRequests requests) {
    this.backend = backend;
    this.capture = capture;
    this.requests = requests;
    this.attribution = new Attribution(List.of(), backend.probe().capabilities());
    this.merger = new EventMerger(new Both(attribution, locks));
    capture.addTo(merger);
  }

  /**
   * Starts to listen.
   *
   * @throws IOException where this kernel or account shows no requests or no waits
   */
  public static Billing open() throws IOException {
    Backend backend = best();
    RtnlAddress mutex = AddressLearner.learn(backend.witness().get());
    BpfRequests requests = BpfRequests.open();
    try {
      Capture capture = backend.probe().open(new CaptureOptions(mutex.address(), BUFFER_BYTES));
      return new Billing(backend, capture, requests);
    } catch (IOException | RuntimeException failed) {
      requests.close();
      throw failed;
    }
  }

  /** One that sees every acquisition, whatever it costs: a bill is for a short time. */
  private static Backend best() throws IOException {
    for (Backend exact : Backends.exact()) {
      if (exact.probe().check() instanceof Availability.Available) {
        return exact;
      }
    }
    String why = "";
    for (Backend any : Backends.all()) {
      switch (any.probe().check()) {
        case Availability.Available _ -> {
          return any;
        }
        case Availability.Unavailable(String reason, String remedy) ->
            why = why.isEmpty() ? reason + " (to unlock: " + remedy + ")" : why;
      }
    }
    throw new IOException(why);
  }

  /**
   * Bills a running process until it ends.
   *
   * @param process its id in the initial PID namespace
   * @param atMost no longer than this; null for as long as it runs
   * @throws IOException where there is no such process
   */
  public BillDocument of(
      int process, @Nullable Duration atMost, @Nullable Budget budget, BooleanSupplier stopped)
      throws IOException {
    ProcessHandle running =
        ProcessHandle.of(process)
            .filter(ProcessHandle::isAlive)
            .orElseThrow(() -> new IOException("there is no process " + process));
    requests.follow(process);
    running.children().forEach(this::followToo);
    long beganNs = System.nanoTime();
    watch(running::isAlive, atMost, stopped);
    return bill(
        "process " + process + running.info().command().map(path -> " (" + path + ")").orElse(""),
        null,
        beganNs,
        budget);
  }

  private void followToo(ProcessHandle child) {
    try {
      requests.follow((int) child.pid());
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /**
   * Runs a command and bills it and all that it starts.
   *
   * @param quiet whether its output goes to standard error
   * @throws IOException where it cannot be started
   */
  public BillDocument of(
      List<String> command,
      boolean quiet,
      @Nullable Duration atMost,
      @Nullable Budget budget,
      BooleanSupplier stopped)
      throws IOException {
    long beganNs = System.nanoTime();
    Process process = start(command, quiet);
    try {
      watch(process::isAlive, atMost, stopped);
    } finally {
      end(process);
    }
    drain();
    return bill(String.join(" ", command), status(process), beganNs, budget);
  }

  /** The fork shows only of what is followed already: this process, for that moment. */
  private Process start(List<String> command, boolean quiet) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    if (quiet) {
      builder.redirectOutput(ProcessBuilder.Redirect.to(new File("/proc/self/fd/2")));
    }
    requests.follow(own);
    try {
      return builder.start();
    } catch (IOException refused) {
      throw new IOException(cannotStart(command.getFirst(), refused), refused);
    } finally {
      requests.leave(own);
    }
  }

  /** The system's reason, out of what Java says around it. */
  static String cannotStart(String program, IOException refused) {
    Matcher reason = EXEC_REASON.matcher(String.valueOf(refused.getMessage()));
    return (program.matches("-?\\d+") ? "there is no process " : "cannot start ")
        + program
        + (reason.find() ? ": " + reason.group(1) : "");
  }

  private static void end(Process process) {
    try {
      if (process.isAlive()) {
        process.destroy();
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Integer status(Process process) {
    return process.isAlive() ? null : process.exitValue();
  }

  private void watch(BooleanSupplier alive, @Nullable Duration atMost, BooleanSupplier stopped) {
    long endNs = atMost == null ? Long.MAX_VALUE : System.nanoTime() + atMost.toNanos();
    while (alive.getAsBoolean() && !stopped.getAsBoolean() && System.nanoTime() < endNs) {
      LockSupport.parkNanos(PERIOD_NS);
      poll();
    }
    drain();
  }

  private void poll() {
    requests.poll(new OfOthers(tally, own));
    int _ = merger.advance(System.nanoTime());
  }

  private void drain() {
    poll();
    int _ = merger.flush();
  }

  private BillDocument bill(
      String program, @Nullable Integer status, long beganNs, @Nullable Budget budget) {
    Ledger ledger = attribution.ledger();
    double seconds = (double) (System.nanoTime() - beganNs) / NS_PER_S;
    return new Bill(tally, locks, ledger, backend.probe())
        .document(program, status, seconds, budget);
  }

  @Override
  public void close() {
    capture.close();
    requests.close();
  }

  /** Leaves out what this process asks for itself. */
  private record OfOthers(RequestSink out, int own) implements RequestSink {
    @Override
    public void sent(SentMessage message) {
      if (message.process() != own) {
        out.sent(message);
      }
    }

    @Override
    public void ended(EndedCall call) {
      if (call.process() != own) {
        out.ended(call);
      }
    }

    @Override
    public void lost(long count) {
      out.lost(count);
    }
  }

  /** Hands each event to two. */
  private record Both(PrimitiveEventSink first, PrimitiveEventSink second)
      implements PrimitiveEventSink {
    @Override
    public void requestBegin(long timeNs, int thread, int operation) {}

    @Override
    public void requestEnd(long timeNs, int thread, int operation, int result, long callNs) {}

    @Override
    public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
      first.waitBegin(timeNs, thread, owner, queued, stack);
      second.waitBegin(timeNs, thread, owner, queued, stack);
    }

    @Override
    public void acquired(long timeNs, int thread, boolean waited, int result) {
      first.acquired(timeNs, thread, waited, result);
      second.acquired(timeNs, thread, waited, result);
    }

    @Override
    public void infrequent(LockEvent.InfrequentEvent event) {
      first.infrequent(event);
      second.infrequent(event);
    }
  }
}
