// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to divide half an hour between boots and seconds measured in each, so that the mean over the
 * boots is as steady as it can be.
 *
 * @param boots of each kernel
 * @param secondsEach measured in each boot
 * @param deviation standard deviation of the difference between two kernels' means, as a share
 */
public record HalfHour(int boots, int secondsEach, double deviation) {
  private static final int SECONDS = 1800;
  private static final int[] LENGTHS = {5, 10, 20, 30, 60, 120, 300};

  /** The fewest boots of which a comparison can be made. */
  private static final int FEWEST = 4;

  /**
   * The best division.
   *
   * @param levels the variance at each level, as measured
   * @param measuredSeconds how long each boot was measured for those
   * @param overheadSeconds what a boot takes besides
   * @param arms how many boots a block has
   */
  public static HalfHour best(
      VarianceLevels levels, double measuredSeconds, double overheadSeconds, int arms) {
    @Nullable HalfHour best = null;
    for (int length : LENGTHS) {
      HalfHour division = of(levels, measuredSeconds, overheadSeconds, arms, length);
      if (best == null
          || (division.boots >= FEWEST && division.deviation < best.deviation)
          || best.boots < FEWEST) {
        best = division;
      }
    }
    return Objects.requireNonNull(best);
  }

  /** The division with so many seconds measured in each boot. */
  public static HalfHour of(
      VarianceLevels levels,
      double measuredSeconds,
      double overheadSeconds,
      int arms,
      int secondsEach) {
    int boots = Math.max(1, (int) (SECONDS / (arms * (overheadSeconds + secondsEach))));
    double each = levels.boot() + (levels.run() + levels.request()) * measuredSeconds / secondsEach;
    return new HalfHour(boots, secondsEach, Math.sqrt(2 * each / boots));
  }
}
