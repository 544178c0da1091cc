// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.ProgramCost;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.probes.ftrace.TracepointsWitness;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a probe costs the requests it watches: some threads add and delete routes with the probe off
 * and on in turn, until the bound of the ratio decides. What the machine does besides, it does to
 * all of them.
 */
public final class ProbesTable {
  private static final int DEFAULT_THREADS = 2;
  private static final int MOST_THREADS = 1_000;

  /** Of all threads in a round. */
  private static final int REQUESTS = 20_000;

  private static final int WARM_UP_ROUNDS = 5;

  /** Some seconds' worth. */
  private static final int SUSTAINED_REQUESTS = 6_000_000;

  /** Fired before each measurement: loading programs leaves the caches cold. */
  private static final int SETTLING_REQUESTS = 6_000;

  /** The bounds are asked after so many rounds only: who asks at each is misled in the end. */
  private static final int BLOCK = 40;

  private static final double LISTENER_ALLOWED = 0.1;
  private static final int METERED_ROUNDS = 10;
  private static final int DEFAULT_ROUNDS = 200;

  /** A backend, how it learns where the mutex is, and by how much it may slow a request. */
  private record Candidate(Probe probe, AddressWitness witness, double allowed) {}

  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate(new BpfProbe(), new BpfWitness(), 1.02),
          new Candidate(StacksProbe.ofAllThreads(), new BpfWitness(), 1.05),
          new Candidate(StacksProbe.flame(), new BpfWitness(), 1.10),
          new Candidate(new TracepointsProbe(), new TracepointsWitness(), 1.05));

  private final int threads;
  private final Churn churn;
  private final List<Watched> watched = new ArrayList<>();
  private final List<Double> offNs = new ArrayList<>();
  private final Random random = new Random();

  private ProbesTable(int threads, Churn churn) {
    this.threads = threads;
    this.churn = churn;
  }

  /** One backend's rounds so far. */
  private static final class Watched {
    private final Candidate candidate;
    private final long mutex;
    private final Ratios ratios = new Ratios();

    /** In all rounds. */
    private long lost;

    private ProbeConsumer.Heard sustained = ProbeConsumer.Heard.NOTHING;

    private Watched(Candidate candidate, long mutex) {
      this.candidate = candidate;
      this.mutex = mutex;
    }

    private String verdict() {
      if (ratios.upperBound() <= candidate.allowed) {
        return "yes";
      }
      return ratios.lowerBound() > candidate.allowed ? "NO" : "undecided";
    }
  }

  /** {@code rtnlab bench probes}. */
  @Command(
      name = "rtnlab bench probes",
      description = "What a probe costs the requests that it watches.")
  private static final class Order implements Callable<Integer> {
    @Option(
        names = "--rounds",
        description = "At most so many of each (${DEFAULT-VALUE}); it ends once all are decided.")
    private int rounds = DEFAULT_ROUNDS;

    @Option(
        names = "--threads",
        description = "So many add and delete routes (${DEFAULT-VALUE}, what the limits are for).")
    private int threads = DEFAULT_THREADS;

    @Override
    public Integer call() throws IOException {
      Tables.within(BLOCK, Integer.MAX_VALUE, "--rounds", rounds);
      try (Churn churn = Churn.of(Tables.within(1, MOST_THREADS, "--threads", threads))) {
        ProbesTable table = new ProbesTable(threads, churn);
        table.choose();
        table.measure(rounds);
        table.sustain();
        Tables.progress("");
        table.print(System.out);
        table.meter(System.out);
        return 0;
      }
    }
  }

  public static void main(String[] arguments) {
    System.exit(Tables.run(new Order(), arguments));
  }

  private void choose() throws IOException {
    for (Candidate candidate : CANDIDATES) {
      String name = candidate.probe.name();
      if (candidate.probe.check() instanceof Availability.Unavailable(String why, String remedy)) {
        System.err.printf("without %s: %s (to unlock: %s)%n", name, why, remedy);
      } else {
        watched.add(new Watched(candidate, AddressLearner.learn(candidate.witness).address()));
      }
    }
    if (watched.isEmpty()) {
      throw new IllegalStateException("no probe opens here");
    }
  }

  private void measure(int rounds) throws IOException {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (Watched one : watched) {
        listened(one);
      }
    }
    int round = 0;
    while (round < rounds && (round % BLOCK != 0 || round == 0 || anyUndecided())) {
      Tables.progress("round " + (round + 1) + " of at most " + rounds + " …");
      round();
      round++;
    }
  }

  private boolean anyUndecided() {
    return watched.stream().anyMatch(one -> one.verdict().equals("undecided"));
  }

  /** Each once, in a random order: what is periodic on this machine favours none. */
  private void round() throws IOException {
    int turns = watched.size() + 1;
    double[] costs = new double[turns];
    List<Integer> order = IntStream.range(0, turns).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    for (int who : order) {
      costs[who] = who == watched.size() ? settledCpuNs() : listened(watched.get(who));
    }
    double off = costs[watched.size()];
    offNs.add(off);
    for (int who = 0; who < watched.size(); who++) {
      watched.get(who).ratios.add(costs[who] / off);
    }
  }

  private double settledCpuNs() throws IOException {
    churn.cpuNsPerRequest(SETTLING_REQUESTS / threads);
    return churn.cpuNsPerRequest(REQUESTS / threads);
  }

  private double listened(Watched to) throws IOException {
    double cpuNs;
    ProbeConsumer consumer = ProbeConsumer.start(to.candidate.probe, to.mutex);
    try {
      cpuNs = settledCpuNs();
    } finally {
      to.lost += consumer.stop().lost();
    }
    return cpuNs;
  }

  /** One long round of each: whether the listener keeps up, and what that costs. */
  private void sustain() throws IOException {
    for (Watched one : watched) {
      Tables.progress("without a pause, " + one.candidate.probe.name() + " listening …");
      ProbeConsumer consumer = ProbeConsumer.start(one.candidate.probe, one.mutex);
      try {
        churn.cpuNsPerRequest(SUSTAINED_REQUESTS / threads);
      } finally {
        one.sustained = consumer.stop();
      }
    }
  }

  /** Rounds of their own, since metering costs two clock readings a run. */
  private void meter(PrintStream out) throws IOException {
    for (Watched one : watched) {
      ProbeConsumer consumer = ProbeConsumer.start(one.candidate.probe, one.mutex);
      try (Capture.Meter meter = consumer.meter()) {
        if (meter == null) {
          continue;
        }
        for (int round = 0; round < METERED_ROUNDS; round++) {
          churn.cpuNsPerRequest(REQUESTS / threads);
        }
        out.println();
        for (ProgramCost cost : consumer.costs()) {
          out.printf(
              Locale.ROOT,
              "%s: %,d runs of %.0f ns, metered%n",
              cost.program(),
              cost.runs(),
              cost.nsPerRun());
        }
      } finally {
        consumer.stop();
      }
    }
  }

  private void print(PrintStream out) throws IOException {
    Machine.facts().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%n%d threads add and delete routes, %,d requests a round, %d rounds of each in turn;"
            + " %.2f µs of CPU per request without a probe (median)%n%n",
        threads,
        REQUESTS,
        offNs.size(),
        Spread.of(offNs.stream().mapToDouble(Double::doubleValue).toArray()).median() / 1000);
    out.printf(
        "%-12s %9s %-17s %8s %-10s %6s%n",
        "probe", "CPU ratio", "  (95 % bounds)", "allowed", "kept", "lost");
    for (Watched one : watched) {
      out.printf(
          Locale.ROOT,
          "%-12s %9.3f   (%.3f … %.3f) %8.2f %-10s %6d%n",
          one.candidate.probe.name(),
          one.ratios.median(),
          one.ratios.lowerBound(),
          one.ratios.upperBound(),
          one.candidate.allowed,
          one.verdict(),
          one.lost);
    }
    out.printf(
        Locale.ROOT,
        "%n%,d requests without a pause, and who listens to them%n%n%-12s %14s %6s %14s %8s %s%n",
        SUSTAINED_REQUESTS,
        "probe",
        "lock events/s",
        "lost",
        "listener's CPU",
        "allowed",
        "kept");
    for (Watched one : watched) {
      ProbeConsumer.Heard heard = one.sustained;
      out.printf(
          Locale.ROOT,
          "%-12s %,14.0f %6d %12.1f %% %6.0f %% %s%n",
          one.candidate.probe.name(),
          heard.eventsPerSecond(),
          heard.lost(),
          100 * heard.cpuShare(),
          100 * LISTENER_ALLOWED,
          heard.cpuShare() <= LISTENER_ALLOWED ? "yes" : "NO");
    }
    out.println(
        """

        CPU ratio: CPU time of the threads per request, the kernel's work and the probe's in it,
        divided by that of the round without a probe beside it: the median of all rounds and its
        bounds (order statistics). Listener: draining, merging and attributing, in a thread of its own;
        its share is of one CPU. bpf+stacks takes the stacks of all threads at their waits and
        releases; bpf+flame adds what run --flame does: samples of running holders, async-profiler.\
        """);
  }
}
