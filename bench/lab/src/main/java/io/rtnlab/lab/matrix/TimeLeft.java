// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the rest of a matrix will take, judged by the boots so far. */
public final class TimeLeft {
  private final int boots;
  private final List<Double> seconds = new ArrayList<>();

  /** For a matrix that still has {@code boots} to do. */
  public TimeLeft(int boots) {
    this.boots = boots;
  }

  /** A boot ended after so long. */
  public void add(double bootSeconds) {
    seconds.add(bootSeconds);
  }

  /** In words, such as "about 6 min left"; empty while nothing is known. */
  public String words(double secondsIntoThisBoot) {
    if (seconds.isEmpty()) {
      return "";
    }
    double mean = seconds.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    int after = boots - seconds.size() - 1;
    double left = Math.max(0, mean - secondsIntoThisBoot) + mean * Math.max(0, after);
    return left < 90
        ? String.format(Locale.ROOT, "about %.0f s left", left)
        : String.format(Locale.ROOT, "about %.0f min left", left / 60);
  }
}
