package io.rtnlab.microbench;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.bpf.CostMeter;
import io.rtnlab.probes.bpf.ProgramCost;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.probes.ftrace.TracepointsWitness;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a probe costs the requests it watches: two threads add and delete routes with the probe off
 * and on in turn, until the bound of the ratio decides. What the machine does besides, it does to
 * all of them.
 *
 * <pre>
 *  ProbesTable [--rounds N]   at most N rounds of each
 * </pre>
 */
public final class ProbesTable {
  private static final int THREADS = 2;
  private static final int REQUESTS = 10_000;
  private static final int WARM_UP_ROUNDS = 5;

  /** Fired before each measurement: loading programs leaves the caches cold. */
  private static final int SETTLING_REQUESTS = 3_000;

  /** The bounds are asked after so many rounds only: who asks at each is misled in the end. */
  private static final int BLOCK = 40;

  private static final int METERED_ROUNDS = 10;
  private static final int DEFAULT_ROUNDS = 200;
  private static final int USAGE = 2;

  /** A backend, how it learns where the mutex is, and by how much it may slow a request. */
  private record Candidate(Probe probe, AddressWitness witness, double allowed) {}

  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate(new BpfProbe(), new BpfWitness(), 1.02),
          new Candidate(new TracepointsProbe(), new TracepointsWitness(), 1.05));

  private final Churn churn;
  private final List<Watched> watched = new ArrayList<>();
  private final List<Double> offNs = new ArrayList<>();

  private ProbesTable(Churn churn) {
    this.churn = churn;
  }

  /** One backend's rounds so far. */
  private static final class Watched {
    private final Candidate candidate;
    private final long mutex;
    private final Ratios ratios = new Ratios();
    private long events;
    private long lost;
    private long wallNs;
    private long listenerNs;
    private double mostPerSecond;

    private Watched(Candidate candidate, long mutex) {
      this.candidate = candidate;
      this.mutex = mutex;
    }

    private void add(Listening.Heard heard) {
      events += heard.events();
      lost += heard.lost();
      wallNs += heard.wallNs();
      listenerNs += heard.cpuNs();
      mostPerSecond = Math.max(mostPerSecond, 1e9 * heard.events() / heard.wallNs());
    }

    private String verdict() {
      if (ratios.upperBound() <= candidate.allowed) {
        return "yes";
      }
      return ratios.lowerBound() > candidate.allowed ? "NO" : "undecided";
    }
  }

  public static void main(String[] arguments) throws IOException {
    int rounds = DEFAULT_ROUNDS;
    if (arguments.length == 2 && arguments[0].equals("--rounds")) {
      rounds = Math.max(BLOCK, Integer.parseInt(arguments[1]));
    } else if (arguments.length != 0) {
      System.err.println("usage: ProbesTable [--rounds N]");
      System.exit(USAGE);
    }
    try (Churn churn = Churn.of(THREADS)) {
      ProbesTable table = new ProbesTable(churn);
      table.choose();
      table.measure(rounds);
      table.print(System.out);
      table.meter(System.out);
    } catch (IOException | IllegalStateException e) {
      System.err.println("rtnlab bench probes: " + e.getMessage());
      System.exit(1);
    }
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
      churn.cpuNsPerRequest(REQUESTS);
    }
    int round = 0;
    while (round < rounds && (round % BLOCK != 0 || round == 0 || anyUndecided())) {
      round(round++);
    }
  }

  private boolean anyUndecided() {
    return watched.stream().anyMatch(one -> one.verdict().equals("undecided"));
  }

  /** Everybody once, in another order each time. */
  private void round(int round) throws IOException {
    int turns = watched.size() + 1;
    double[] costs = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      int who = (turn + round) % turns;
      costs[who] = who == watched.size() ? settledCpuNs() : listened(watched.get(who));
    }
    double off = costs[watched.size()];
    offNs.add(off);
    for (int who = 0; who < watched.size(); who++) {
      watched.get(who).ratios.add(costs[who] / off);
    }
  }

  private double settledCpuNs() throws IOException {
    churn.cpuNsPerRequest(SETTLING_REQUESTS);
    return churn.cpuNsPerRequest(REQUESTS);
  }

  private double listened(Watched to) throws IOException {
    double cpuNs;
    Listening listening = Listening.start(to.candidate.probe, to.mutex);
    try {
      cpuNs = settledCpuNs();
    } finally {
      to.add(listening.stop());
    }
    return cpuNs;
  }

  /** Rounds of their own, since metering costs two clock readings a run. */
  private void meter(PrintStream out) throws IOException {
    for (Watched one : watched) {
      if (!(one.candidate.probe instanceof BpfProbe)) {
        continue;
      }
      Listening listening = Listening.start(one.candidate.probe, one.mutex);
      try (CostMeter _ = CostMeter.start()) {
        for (int round = 0; round < METERED_ROUNDS; round++) {
          churn.cpuNsPerRequest(REQUESTS);
        }
        out.println();
        for (ProgramCost cost : listening.costs()) {
          out.printf(
              Locale.ROOT,
              "%s: %,d runs of %.0f ns, metered%n",
              cost.program(),
              cost.runs(),
              cost.nsPerRun());
        }
      } finally {
        listening.stop();
      }
    }
  }

  private void print(PrintStream out) throws IOException {
    Machine.facts().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%n%d threads add and delete routes, %,d requests each a round, %d rounds of each in turn;"
            + " %.2f µs of CPU per request without a probe (median)%n%n",
        THREADS,
        REQUESTS,
        offNs.size(),
        Spread.of(offNs.stream().mapToDouble(Double::doubleValue).toArray()).median() / 1000);
    out.printf(
        "%-12s %9s %-17s %8s %-10s %14s %14s %6s %14s%n",
        "probe",
        "CPU ratio",
        "  (95 % bounds)",
        "allowed",
        "kept",
        "lock events/s",
        "at most",
        "lost",
        "listener's CPU");
    for (Watched one : watched) {
      out.printf(
          Locale.ROOT,
          "%-12s %9.3f   (%.3f … %.3f) %8.2f %-10s %,14.0f %,14.0f %6d %12.1f %%%n",
          one.candidate.probe.name(),
          one.ratios.median(),
          one.ratios.lowerBound(),
          one.ratios.upperBound(),
          one.candidate.allowed,
          one.verdict(),
          1e9 * one.events / one.wallNs,
          one.mostPerSecond,
          one.lost,
          100.0 * one.listenerNs / one.wallNs);
    }
    out.println(
        """

        CPU ratio: CPU time of the two threads per request, the kernel's work and the probe's in it,
        divided by that of the round without a probe beside it: the median of all rounds and its
        bounds (order statistics). Listener: draining, merging and attributing, in a thread of its own.""");
  }
}
