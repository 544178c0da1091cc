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
 * @param by what the culprits are: holder, root or cgroup
 * @param culprits because of whom tasks waited, the most wait first; sampled
 * @param events alarms, convoys and retries
 * @param verdict the answer, a sentence
 * @param blind what looks cannot see, a sentence
 */
public record WatchSummary(
    double seconds,
    long looks,
    long heldLooks,
    long longestHoldNs,
    long longestWaitNs,
    String by,
    List<Culprit> culprits,
    WatchEvents events,
    String verdict,
    String blind) {
  /** Looks see samples only. */
  public static final String BLIND =
      "cannot see: holds between two looks, waiters that spin, trylock retries (sysfs, sysctl)";

  /** The same where retries are counted. */
  public static final String BLIND_WITH_RETRIES =
      "cannot see: holds between two looks, waiters that spin";

  /** Follows either where tasks are hidden from this process. */
  public static final String BLIND_TO_TASKS =
      ", tasks that are hidden as process 1 is (PID namespace, or guarded)";

  public WatchSummary {
    culprits = List.copyOf(culprits);
  }

  /**
   * So much waiting was seen while this one held the RTNL, or was the root behind the holder.
   *
   * @param lowNs nanoseconds between two looks that named it, without its having run in between,
   *     times those who slept all the while: proved
   * @param highNs nanoseconds up to each look that named it, times those who were asleep then
   */
  public record Culprit(String name, long lowNs, long highNs) {}
}
