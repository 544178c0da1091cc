// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bisection was asked to do: {@code bisect.json} in its folder, from which each step reads
 * it.
 *
 * @param tree the kernel's working tree
 * @param build shell command that builds a commit there
 * @param image what it builds, relative to the tree
 * @param measure shell command that boots {@code $RTNLAB_KERNEL} and leaves a run in {@code
 *     $RTNLAB_OUT}; null for a guest of our own at the instruction clock
 * @param boots of an end, and at most of a step
 * @param deadlineSeconds for one boot
 * @param job arguments of the rtnlab command that is measured
 * @param ends what the good and the bad end came to; null while they are measured
 */
public record BisectPlan(
    int schema,
    String tree,
    String build,
    String image,
    @Nullable String measure,
    int boots,
    int deadlineSeconds,
    List<String> job,
    @Nullable Ends ends) {

  /** The version of this layout that this program writes. */
  public static final int SCHEMA = 1;

  /** The same with both ends measured. */
  BisectPlan with(Ends measured) {
    return new BisectPlan(
        schema, tree, build, image, measure, boots, deadlineSeconds, job, measured);
  }

  /**
   * The two ends, by the figure that separates them most.
   *
   * @param operation whose figure it is
   * @param figure name of a {@code Figure}
   * @param good its logarithm, mean over the boots
   * @param bad the same of the bad end
   * @param deviation standard deviation between boots of one commit
   */
  public record Ends(String operation, String figure, double good, double bad, double deviation) {}
}
