// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;

/**
 * What a text of {@code /proc/lock_stat} says of {@code rtnl_mutex}: sums since they were last
 * cleared, no events, so who waited for whom is not in them.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param file as it was named
 * @param acquisitions all
 * @param contentions those that had to wait
 * @param waits how long those waited
 * @param holds how long the mutex was held
 * @param waitingAt where waiters asked for it, most first
 * @param heldAt where the holders that waiters found had asked for it, most first
 * @param remarks what a reader should know, a sentence each
 */
public record LockStatDocument(
    int schema,
    String file,
    long acquisitions,
    long contentions,
    Times waits,
    Times holds,
    List<Site> waitingAt,
    List<Site> heldAt,
    List<String> remarks) {

  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /** All times together, and the longest of them. */
  public record Times(long totalNs, long longestNs) {}

  /**
   * A place in the kernel.
   *
   * @param symbol such as {@code rtnetlink_rcv_msg+0x130/0x420}
   * @param doing what is done there, such as {@code RTM_NEWLINK}; empty where it is not known
   */
  public record Site(String symbol, String doing, long count) {}
}
