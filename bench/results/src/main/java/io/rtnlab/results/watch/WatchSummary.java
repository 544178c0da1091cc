// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import java.util.List;

/**
 * All of a {@code rtnlab watch}, and its JSON line.
 *
 * @param seconds watched
 * @param heldLooks looks that saw the RTNL held, of {@code looks}
 * @param longestHoldNs the longest time over which all looks saw one owner
 * @param longestWaitNs the longest sleep for the RTNL that was seen, at least
 * @param alarms holds longer than the alarm
 * @param by what the culprits are: holder, root or cgroup
 * @param culprits because of whom tasks waited, the most wait first; sampled
 * @param verdict the answer, a sentence
 * @param blind what looks cannot see, a sentence
 */
public record WatchSummary(
    double seconds,
    long looks,
    long heldLooks,
    long longestHoldNs,
    long longestWaitNs,
    int alarms,
    String by,
    List<Culprit> culprits,
    String verdict,
    String blind) {
  /** Looks see samples only. */
  public static final String BLIND =
      "cannot see: holds between two looks, waiters that spin, trylock retries (sysfs, sysctl)";

  public WatchSummary {
    culprits = List.copyOf(culprits);
  }

  /**
   * So much waiting was seen while this one held the RTNL, or was the root behind the holder.
   *
   * @param waitNs nanoseconds, summed over waiters: the number of them times the time to the look
   *     before
   */
  public record Culprit(String name, long waitNs) {}
}
