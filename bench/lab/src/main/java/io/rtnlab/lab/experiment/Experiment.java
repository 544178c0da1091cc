// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import java.util.List;

/**
 * A question with what is expected of it, and how it is answered.
 *
 * @param name what users write
 * @param question in one line
 * @param expectation for a kernel, stated before anything runs
 * @param conduct runs the trials and judges them
 */
public record Experiment(String name, String question, Expectation expectation, Conduct conduct) {

  /** What is expected of a kernel. */
  @FunctionalInterface
  interface Expectation {
    String of(KernelVersion kernel);
  }

  /** Runs the trials and judges them. */
  @FunctionalInterface
  interface Conduct {
    Outcome conduct(Bench bench, KernelVersion kernel) throws Exception;
  }

  /**
   * What came out.
   *
   * @param verdict as in {@link io.rtnlab.results.experiment.ExperimentDocument}
   * @param sentence with the figures that it rests on
   */
  public record Outcome(String verdict, String sentence, List<Trial> trials) {
    public Outcome {
      trials = List.copyOf(trials);
    }
  }
}
