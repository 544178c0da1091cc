// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import java.util.List;

/**
 * How a way to retry interrupted dumps did beside changes at one rate.
 *
 * @param kind what is dumped, such as {@code links}
 * @param changesPerSecond as they were achieved
 * @param pauseMs between two tries
 * @param episodes how often the way was followed
 * @param cleanAt for each try, how many episodes ended with it: its dump was not flagged with
 *     {@code NLM_F_DUMP_INTR}
 * @param torn of the dumps that were believed, those that are no snapshot
 */
public record RetryRow(
    String kind,
    long changesPerSecond,
    long pauseMs,
    int episodes,
    List<Integer> cleanAt,
    long torn) {
  public RetryRow {
    cleanAt = List.copyOf(cleanAt);
  }

  /** Episodes that ended with a dump that was not flagged. */
  public int clean() {
    return cleanWithin(cleanAt.size());
  }

  /** The same within so many tries. */
  public int cleanWithin(int tries) {
    return cleanAt.stream().limit(tries).mapToInt(Integer::intValue).sum();
  }
}
