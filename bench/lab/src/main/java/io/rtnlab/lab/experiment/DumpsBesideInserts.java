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

/** IPv4 route inserts alone, and beside dumps of links. */
final class DumpsBesideInserts {
  static final Experiment EXPERIMENT =
      new Experiment(
          "dumps-beside-inserts",
          "do route inserts wait for dumps of links, and for those of names alone?",
          DumpsBesideInserts::expectation,
          DumpsBesideInserts::conduct);

  private static final String WAITING = "waitingShare";

  /** Twice what inserters wait alone, at least this. */
  private static final double LEAST_WAITING = 0.01;

  /**
   * On a machine that is busy otherwise, fewer dumps than this hardly ever coincide with inserts.
   */
  private static final double LEAST_DUMPS_PER_SECOND = 50;

  private static final String DUMPS = "dumpsPerSecond";

  private DumpsBesideInserts() {}

  private static boolean namesFree(KernelVersion kernel) {
    return kernel.atLeast(7, 2);
  }

  private static String expectation(KernelVersion kernel) {
    return "inserts wait beside link dumps, which take the RTNL for each buffer that they fill;"
        + (namesFree(kernel)
            ? " beside dumps of names alone they do not (free of the RTNL from Linux 7.2)"
            : " beside dumps of names alone as well (the mask is known from Linux 7.2 on)");
  }

  private static Outcome conduct(Bench bench, KernelVersion kernel) throws Exception {
    List<Trial> trials = new ArrayList<>();
    for (String dump : List.of("", "link-dump", "link-dump-name-only")) {
      trials.add(trial(bench, dump));
    }
    double alone = Figures.of(trials.get(0), WAITING);
    double beside = Figures.of(trials.get(1), WAITING);
    double names = Figures.of(trials.get(2), WAITING);
    if (Double.isNaN(alone + beside + names)) {
      return new Outcome(ExperimentDocument.CANNOT_TELL, "no probe saw the waits", trials);
    }
    double fewest = Math.min(Figures.of(trials.get(1), DUMPS), Figures.of(trials.get(2), DUMPS));
    if (fewest < LEAST_DUMPS_PER_SECOND) {
      return new Outcome(
          ExperimentDocument.CANNOT_TELL,
          "this machine made %.0f dumps a second, too few to coincide with inserts: try again when"
                  .formatted(fewest)
              + " it is idle",
          trials);
    }
    double limit = Math.max(LEAST_WAITING, 2 * alone);
    boolean asExpected = beside > limit && (names <= limit) == namesFree(kernel);
    return new Outcome(
        asExpected ? ExperimentDocument.AS_EXPECTED : ExperimentDocument.OTHERWISE,
        "inserts wait for %s of their time alone, %s beside link dumps, %s beside dumps of names"
            .formatted(Units.share(alone, 1.0), Units.share(beside, 1.0), Units.share(names, 1.0)),
        trials);
  }

  private static Trial trial(Bench bench, String dump) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--shared-netns",
                "--links",
                "1000",
                "--duration",
                "3s",
                "--warm-up",
                "1s",
                "--group",
                "inserts;threads=2;mix=route-insert=1"));
    if (!dump.isEmpty()) {
      arguments.addAll(List.of("--group", "dumps;threads=2;mix=" + dump + "=1"));
    }
    String label = dump.isEmpty() ? "alone" : "beside " + dump;
    RunDocument run = bench.run(label.replace(' ', '-'), arguments);
    Map<String, @Nullable Double> figures = new LinkedHashMap<>();
    figures.put("insertsPerSecond", Figures.perSecond(run, "route-insert"));
    figures.put("p50Ns", Figures.p50(run, "route-insert"));
    figures.put("p99Ns", Figures.p99(run, "route-insert"));
    figures.put("longestNs", Figures.longest(run, "route-insert"));
    figures.put(WAITING, Figures.waitShare(run, "route-insert"));
    figures.put(DUMPS, dump.isEmpty() ? 0.0 : Figures.perSecond(run, dump));
    return Figures.trial(label, List.of(figures));
  }
}
