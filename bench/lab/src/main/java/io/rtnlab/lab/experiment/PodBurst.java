// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.lab.experiment.Experiment.Outcome;
import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.experiment.ExperimentDocument;
import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Thirty pods at once: links moved into them, and links made in them. */
final class PodBurst {
  static final Experiment EXPERIMENT =
      new Experiment(
          "pod-burst",
          "how much sooner are 30 pods ready whose links start in their namespaces?",
          _ ->
              "pods whose link is moved in take longer, at the median: a move unregisters and"
                  + " registers with RCU waits under the RTNL (published for a CNI plugin: 5 s"
                  + " against 0.75 s, 6.7 times)",
          PodBurst::conduct);

  private static final int PODS = 30;
  private static final int ROUNDS = 7;
  private static final String P50 = "p50Ns";

  private PodBurst() {}

  private static Outcome conduct(Bench bench, KernelVersion kernel) throws Exception {
    List<Map<String, @Nullable Double>> moved = new ArrayList<>();
    List<Map<String, @Nullable Double>> created = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    Map<String, @Nullable Double> _ = burst(bench, "pod-move", 0); // until code is compiled
    for (int round = 1; round <= ROUNDS; round++) {
      moved.add(burst(bench, "pod-move", round));
      created.add(burst(bench, "pod-create", round));
      Double slow = moved.getLast().get(P50);
      Double fast = created.getLast().get(P50);
      if (slow != null && fast != null) {
        ratios.add(slow / fast);
      }
    }
    List<Trial> trials =
        List.of(
            Figures.trial("link moved in (pod-move)", moved),
            Figures.trial("link made there (pod-create)", created));
    if (ratios.isEmpty()) {
      return new Outcome(
          ExperimentDocument.CANNOT_TELL, "no round had enough pods that were made", trials);
    }
    ratios.sort(null);
    double low = ratios.getFirst();
    double high = ratios.getLast();
    String sentence =
        String.format(
            Locale.ROOT,
            "moving takes %.1f times as long at the median (%.1f to %.1f in %d rounds; published"
                + " 6.7). The published figure is of a whole plugin, whose pods also take"
                + " addresses, routes and rules; here a pod is its namespace and its link alone",
            ratios.get(ratios.size() / 2),
            low,
            high,
            ratios.size());
    return new Outcome(
        low > 1
            ? ExperimentDocument.AS_EXPECTED
            : high < 1 ? ExperimentDocument.OTHERWISE : ExperimentDocument.CANNOT_TELL,
        sentence,
        trials);
  }

  private static Map<String, @Nullable Double> burst(Bench bench, String operation, int round)
      throws Exception {
    RunDocument run = Burst.run(bench, operation + "-" + round, operation, PODS, PODS);
    Map<String, @Nullable Double> figures = new LinkedHashMap<>();
    figures.put(P50, Figures.p50(run, operation));
    figures.put("longestNs", Figures.longest(run, operation));
    figures.put("burstNs", (double) run.durationNs());
    figures.put("waitingShare", Figures.waitShare(run, operation));
    return figures;
  }
}
