// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several kernels in order, each beside the one before it: what {@code rtnlab compare --json}
 * prints of more than two.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param verdict "no worse", "worse" (a step is) or "cannot tell"
 * @param exitStatus as of a {@link ComparisonDocument}
 * @param headline the answer in one sentence
 * @param limitPercent the change that matters in practice
 * @param clock what times count
 * @param kernels one for each column
 * @param exact counts for each request that are the same in all boots of a kernel
 * @param figures what varies
 * @param remarks what differs between neighbours besides the kernel, and how the folders were read
 */
public record LadderDocument(
    int schema,
    String verdict,
    int exitStatus,
    String headline,
    double limitPercent,
    String clock,
    List<Kernel> kernels,
    List<ExactRow> exact,
    List<FigureRow> figures,
    ComparisonDocument.Remarks remarks) {

  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /** A column. */
  public record Kernel(String name, int boots, String kernelRelease, String kernelBuildId) {}

  /**
   * A count in every kernel.
   *
   * @param values one for each kernel; null where it varies between boots or is not there
   * @param verdicts of each kernel but the first against the last one before it that has the count;
   *     null where one of the two is not there
   */
  public record ExactRow(
      String operation,
      String count,
      List<@Nullable Double> values,
      List<@Nullable String> verdicts) {}

  /**
   * A figure in every kernel.
   *
   * @param valuesNs median over the boots, one for each kernel; null where it is not there
   * @param steps to each kernel but the first, from the last one before it that has the figure;
   *     null where one of the two is not there
   */
  public record FigureRow(
      String operation,
      String figure,
      List<@Nullable Double> valuesNs,
      List<@Nullable Step> steps) {}

  /**
   * From one kernel to the next.
   *
   * @param percent change of the geometric mean of the boots
   * @param lowPercent lower bound by the spread of all kernels together, or by its own of a kernel
   *     that scatters more; null where no kernel has two boots
   * @param highPercent upper bound
   * @param verdict as of a figure
   */
  public record Step(
      double percent, @Nullable Double lowPercent, @Nullable Double highPercent, String verdict) {}
}
