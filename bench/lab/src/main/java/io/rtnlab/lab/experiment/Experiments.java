// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.lab.experiment.Experiment.Outcome;
import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.results.experiment.ExperimentDocument;
import java.util.List;
import java.util.stream.Collectors;

/** All experiments. A new one needs a file and a line here. */
public final class Experiments {
  public static final List<Experiment> ALL =
      List.of(
          RouteScaling.EXPERIMENT,
          DumpsBesideInserts.EXPERIMENT,
          NamespaceBurst.EXPERIMENT,
          BehindDumps.LINKS,
          BehindDumps.CLASSES,
          PodBurst.EXPERIMENT);

  private Experiments() {}

  /**
   * The experiment of that name.
   *
   * @throws IllegalArgumentException with a sentence that names those there are
   */
  public static Experiment named(String name) {
    return ALL.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no experiment \"%s\"; there are %s"
                        .formatted(
                            name,
                            ALL.stream().map(Experiment::name).collect(Collectors.joining(", ")))));
  }

  /** What this kernel is expected to do, before anything has run. */
  public static String expectation(Experiment experiment) {
    return experiment.expectation().of(KernelVersion.running());
  }

  /** Conducts it on this kernel. */
  public static ExperimentDocument conduct(Experiment experiment, Bench bench) throws Exception {
    KernelVersion kernel = KernelVersion.running();
    String expectation = experiment.expectation().of(kernel);
    Bench settled =
        (label, arguments) -> {
          Teardown.await();
          return bench.run(label, arguments);
        };
    Outcome outcome = experiment.conduct().conduct(settled, kernel);
    return new ExperimentDocument(
        experiment.name(),
        experiment.question(),
        expectation,
        System.getProperty("os.version", ""),
        outcome.verdict(),
        outcome.sentence(),
        outcome.trials());
  }
}
