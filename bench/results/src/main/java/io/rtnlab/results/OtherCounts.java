// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same acquisitions counted by others at the same time: further probes, and the kernel's own
 * lock statistics. All of it counts from the moment at which all listen to the end of the load, so
 * warm-up, clean-up and other people's requests are in it.
 *
 * @param probes one for each, the one that the ledger is made from first
 * @param offsets each further probe's holds against those of the first; empty where there is none,
 *     or where one of them sees no release
 * @param lockStat null where the kernel has no lock statistics
 */
public record OtherCounts(
    List<ProbeCount> probes, List<HoldOffset> offsets, @Nullable LockStatCount lockStat) {

  /**
   * What one probe counted.
   *
   * @param acquisitions that it saw
   * @param contended those of them that began with a wait
   * @param waitNs length of those waits
   * @param queueing how they waited
   * @param holds acquisitions whose release it saw as well
   * @param holdNs length of those holds
   * @param holdBounds from what moment to what moment it counts a hold; null in old runs
   * @param lost events that were lost meanwhile, by the kernel's or its own count
   */
  public record ProbeCount(
      String name,
      long acquisitions,
      long contended,
      long waitNs,
      @Inline Queueing queueing,
      long holds,
      long holdNs,
      @Nullable String holdBounds,
      long lost) {}

  /**
   * How threads waited; null in old runs.
   *
   * @param queued waits that stood in the mutex's queue, not only spun
   * @param queueNs how long they did
   * @param spunNs length of the waits that never queued
   */
  public record Queueing(@Nullable Long queued, @Nullable Long queueNs, @Nullable Long spunNs) {}

  /**
   * The holds of one probe beside those of another: of the same thread, and overlapping.
   *
   * @param matched holds that both saw
   * @param onlyOf that only this probe saw
   * @param onlyAgainst that only the other saw
   * @param beginNs by how much later this probe reports the begin, over all matched holds
   * @param endNs the same of the end
   * @param heldNs by how much longer it reports the hold; null in old runs
   */
  public record HoldOffset(
      String of,
      String against,
      long matched,
      long onlyOf,
      long onlyAgainst,
      @Nullable Offsets beginNs,
      @Nullable Offsets endNs,
      @Nullable Offsets heldNs) {}

  /** A distribution of differences, which may be negative. */
  public record Offsets(long min, long p50, long p99, long max) {}

  /**
   * What {@code /proc/lock_stat} counted of {@code rtnl_mutex}, by the difference of two snapshots.
   *
   * @param waitingAt where waiters asked for it, most first
   */
  public record LockStatCount(
      long acquisitions, long contentions, long waitNs, long holdNs, List<CallSite> waitingAt) {}

  /** A place in the kernel, such as {@code rtnetlink_rcv_msg+0x130/0x420}. */
  public record CallSite(String symbol, long count) {}
}
