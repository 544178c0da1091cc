// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.lab.experiment.Experiment.Outcome;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.experiment.ExperimentDocument;
import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Address adds at a steady rate beside dumps of 10 to 10,000 objects. */
final class BehindDumps {
  /** Beside dumps of links. */
  static final Experiment LINKS =
      new Experiment(
          "address-behind-links",
          "how does the latency of an address add grow with link dumps of 10 to 10,000 links?",
          _ ->
              "it grows until a dump fills one buffer (32 KiB, some 25 links) and then stays, for a"
                  + " dump takes the RTNL once for each buffer; the dump itself goes on growing",
          (bench, _) -> conduct(bench, "link-dump", "--links", "links"));

  /** Beside dumps of traffic classes. */
  static final Experiment CLASSES =
      new Experiment(
          "class-dump-sizes",
          "how do a dump of 10 to 10,000 traffic classes and its neighbours' latency grow?",
          _ ->
              "the dump grows at least in proportion, since each buffer walks past all classes that"
                  + " were shown before; an address add beside it waits for one buffer",
          (bench, _) -> conduct(bench, "class-dump", "--entries", "classes"));

  private static final int MOST = 10_000;
  private static final String ADD = "address-add";
  private static final String ADD_P50 = "addP50Ns";
  private static final String DUMP_P50 = "dumpP50Ns";

  /** Between the second size and the last, which is a hundred times that. */
  private static final double LEAST_GROWTH = 30;

  private static final double MOST_GROWTH = 10;

  private BehindDumps() {}

  private static Outcome conduct(Bench bench, String dump, String option, String objects)
      throws Exception {
    List<Trial> trials = new ArrayList<>();
    for (int size = 10; size <= MOST; size *= 10) {
      trials.add(trial(bench, dump, option, size, objects));
    }
    Trial first = trials.get(1);
    Trial last = trials.getLast();
    double dumps = Figures.of(last, DUMP_P50) / Figures.of(first, DUMP_P50);
    double adds = Figures.of(last, ADD_P50) / Figures.of(first, ADD_P50);
    if (Double.isNaN(dumps + adds)) {
      return new Outcome(
          ExperimentDocument.CANNOT_TELL, "too few dumps of the largest size", trials);
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "from 100 to %,d %s the dump takes %.0f times as long (%s), the address add %.1f times"
                + " (%s) at the median",
            MOST,
            objects,
            dumps,
            Units.time(Math.round(Figures.of(last, DUMP_P50))),
            adds,
            Units.time(Math.round(Figures.of(last, ADD_P50))));
    boolean asExpected = dumps >= LEAST_GROWTH && adds <= MOST_GROWTH;
    return new Outcome(
        asExpected ? ExperimentDocument.AS_EXPECTED : ExperimentDocument.OTHERWISE,
        sentence,
        trials);
  }

  private static Trial trial(Bench bench, String dump, String option, int size, String objects)
      throws Exception {
    RunDocument run =
        bench.run(
            size + "-" + objects,
            List.of(
                "--shared-netns",
                option,
                "" + size,
                "--duration",
                "4s",
                "--warm-up",
                "1s",
                "--group",
                "adds;threads=1;rate=200;mix=" + ADD + "=1",
                "--group",
                "dumps;threads=1;mix=" + dump + "=1"));
    Map<String, @Nullable Double> figures = new LinkedHashMap<>();
    figures.put(ADD_P50, Figures.p50(run, ADD));
    figures.put("addP99Ns", Figures.p99(run, ADD));
    figures.put("addLongestNs", Figures.longest(run, ADD));
    figures.put("addWaitingShare", Figures.waitShare(run, ADD));
    Double p50 = Figures.p50(run, dump);
    figures.put(DUMP_P50, p50 == null ? Figures.longest(run, dump) : p50);
    return Figures.trial(String.format(Locale.ROOT, "%,d %s", size, objects), List.of(figures));
  }
}
