// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.watch.WatchSummary.Culprit;
import java.util.List;

/**
 * A second that is over, with what ended in it.
 *
 * @param culprits because of whom tasks have waited since the beginning, the most wait first
 * @param holds that ended, as long as looks saw them
 * @param waits that ended, at least so long
 * @param caused waiting while a thread held, by what it did
 */
public record SecondSeen(
    WatchSecond second,
    List<Culprit> culprits,
    List<Stretch> holds,
    List<Stretch> waits,
    List<Stretch> caused) {
  public SecondSeen {
    culprits = List.copyOf(culprits);
    holds = List.copyOf(holds);
    waits = List.copyOf(waits);
    caused = List.copyOf(caused);
  }

  /**
   * Time of one task.
   *
   * @param handler the kernel function that says what it did; empty where its stack names none
   * @param cgroup path in the cgroup v2 hierarchy
   * @param ns nanoseconds
   */
  public record Stretch(String handler, String cgroup, long ns) {}
}
