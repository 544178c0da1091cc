// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.doctor;

import io.rtnlab.engine.Group;
import io.rtnlab.results.report.text.Units;
import java.time.Duration;
import java.util.List;

/**
 * Which holds of the RTNL to plant.
 *
 * @param lengths of the holds
 * @param rounds how many of each length are to be waited for, for each backend
 * @param busyThreads so many insert and delete routes meanwhile
 * @param probe the one backend to calibrate, or {@link #EVERY_PROBE}
 */
public record CalibrationPlan(List<Duration> lengths, int rounds, int busyThreads, String probe) {
  public static final String EVERY_PROBE = "all";

  /** The longest that {@code CalibratedHolder} holds. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  public CalibrationPlan {
    lengths = List.copyOf(lengths);
    require(
        lengths.stream().allMatch(length -> length.isPositive() && length.compareTo(LONGEST) <= 0),
        "--holds last more than 0 and at most 10s each, not "
            + lengths.stream().map(l -> Units.time(l.toNanos())).toList());
    require(rounds >= 1, "--rounds is at least 1, not " + rounds);
    require(
        busyThreads >= 0 && busyThreads <= Group.MOST_WORKERS,
        "--busy is from 0 to " + Group.MOST_WORKERS + ", not " + busyThreads);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
