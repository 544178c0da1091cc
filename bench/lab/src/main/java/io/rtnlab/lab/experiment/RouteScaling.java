// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.lab.experiment.Experiment.Outcome;
import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.experiment.ExperimentDocument;
import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Route inserts of both families over 1 to N threads. */
final class RouteScaling {
  static final Experiment EXPERIMENT =
      new Experiment(
          "route-scaling",
          "do more threads insert more routes, by IPv4 and by IPv6?",
          RouteScaling::expectation,
          RouteScaling::conduct);

  private static final int MOST_THREADS = 16;

  /** Below it an operation counts as one that does not wait. */
  private static final double NO_WAITING = 0.005;

  private static final String WAITING = "waitingShare";

  private RouteScaling() {}

  private static boolean ipv6Free(KernelVersion kernel) {
    return kernel.atLeast(6, 16);
  }

  private static String expectation(KernelVersion kernel) {
    return ipv6Free(kernel)
        ? "IPv4 inserts wait for the RTNL as soon as two threads insert; IPv6 inserts never do"
            + " (free of it from Linux 6.16)"
        : "inserts of both families wait for the RTNL as soon as two threads insert (IPv6 is free"
            + " of it from Linux 6.16)";
  }

  private static Outcome conduct(Bench bench, KernelVersion kernel) throws Exception {
    List<Trial> trials = new ArrayList<>();
    int most = Math.min(MOST_THREADS, 2 * Runtime.getRuntime().availableProcessors());
    double[] waiting = {0, 0}; // IPv4, IPv6: the most with two threads or more
    for (int threads = 1; threads <= most; threads *= 2) {
      for (String family : List.of("4", "6")) {
        Trial trial = trial(bench, threads, family);
        trials.add(trial);
        if (threads > 1) {
          int place = family.equals("4") ? 0 : 1;
          waiting[place] = Math.max(waiting[place], Figures.of(trial, WAITING));
        }
      }
    }
    String sentence =
        "with two threads or more IPv4 waits for up to %s of its time, IPv6 for up to %s"
            .formatted(Units.share(waiting[0], 1.0), Units.share(waiting[1], 1.0));
    if (Double.isNaN(waiting[0] + waiting[1])) {
      return new Outcome(ExperimentDocument.CANNOT_TELL, "no probe saw the waits", trials);
    }
    boolean asExpected = waiting[0] > NO_WAITING && (waiting[1] <= NO_WAITING) == ipv6Free(kernel);
    return new Outcome(
        asExpected ? ExperimentDocument.AS_EXPECTED : ExperimentDocument.OTHERWISE,
        sentence,
        trials);
  }

  private static Trial trial(Bench bench, int threads, String family) throws Exception {
    RunDocument run =
        bench.run(
            "ipv" + family + "-" + threads,
            List.of(
                "--mix",
                "route-insert=1",
                "--family",
                family,
                "--threads",
                "" + threads,
                "--duration",
                "2s",
                "--warm-up",
                "1s"));
    Map<String, @Nullable Double> figures = new LinkedHashMap<>();
    figures.put("insertsPerSecond", Figures.perSecond(run, "route-insert"));
    figures.put("p50Ns", Figures.p50(run, "route-insert"));
    figures.put("p99Ns", Figures.p99(run, "route-insert"));
    figures.put(WAITING, Figures.waitShare(run, "route-insert"));
    return Figures.trial(
        "IPv%s, %d %s".formatted(family, threads, threads == 1 ? "thread" : "threads"),
        List.of(figures));
  }
}
