// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment showed.
 *
 * @param name of the experiment
 * @param question that it answers
 * @param expectation as it was stated before the first trial
 * @param kernel release of the kernel that was asked
 * @param verdict {@link #AS_EXPECTED}, {@link #OTHERWISE} or {@link #CANNOT_TELL}
 * @param outcome in sentences, with the figures that the verdict rests on
 * @param trials in the order in which they are compared
 */
public record ExperimentDocument(
    String name,
    String question,
    String expectation,
    String kernel,
    String verdict,
    String outcome,
    List<Trial> trials) {
  public static final String AS_EXPECTED = "as expected";
  public static final String OTHERWISE = "otherwise";
  public static final String CANNOT_TELL = "cannot tell";

  public ExperimentDocument {
    trials = List.copyOf(trials);
  }

  /**
   * One setting, over all its runs.
   *
   * @param label what sets it apart
   * @param runs that it was tried in
   * @param figures name, with its unit at the end ({@code Ns}, {@code Share}, {@code PerSecond}) →
   *     value: the median over the runs; null where it was not measured
   */
  public record Trial(String label, int runs, Map<String, @Nullable Double> figures) {
    public Trial {
      figures = new LinkedHashMap<>(figures);
    }
  }
}
