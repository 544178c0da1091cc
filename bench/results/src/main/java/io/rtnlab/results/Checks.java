// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import org.jspecify.annotations.Nullable;

/**
 * Figures counted by another way, and the ledger held against itself. What is counted here is in
 * the sums all the same, unless said otherwise: nothing is corrected in silence.
 */
public record Checks(
    @Inline("routes") Routes routes,
    @Inline Sums sums,
    @Inline Proofs proofs,
    @Inline Overlaps overlapping,
    @Inline LeftOut leftOut) {

  /**
   * Routes counted twice; null where no operation makes any.
   *
   * @param reported routes that the workers believe are in the kernel at the peak
   * @param counted the same by reading /proc; equal, or one of the two is wrong
   * @param left by reading /proc after everything was taken back; 0
   */
  public record Routes(@Nullable Long reported, @Nullable Long counted, @Nullable Long left) {}

  /**
   * Laws of arithmetic.
   *
   * @param negativeParts requests with a negative part or with parts that exceed the wall time
   * @param waitsNotAddingUp waits whose segments do not sum to their length
   * @param holdersOutsideRequest waits blamed on a thread of ours that had no request open
   */
  public record Sums(long negativeParts, long waitsNotAddingUp, long holdersOutsideRequest) {}

  /**
   * Evidence against what was said before.
   *
   * @param contradictions evidence against what is proved: another thread or none owned the mutex
   *     while its owner was said to sleep with it; before schema 4 every trylock too
   * @param contradictedNs the time that they touch; null in older runs
   * @param unseenAcquisitions how often, at least, the mutex changed hands unseen
   * @param unseenReturns how often an owner came back to a CPU unseen: what it ran then is not
   *     reported apart from what it ran before; null in older runs
   */
  public record Proofs(
      long contradictions,
      @Nullable Long contradictedNs,
      long unseenAcquisitions,
      @Nullable Long unseenReturns) {}

  /**
   * Rebuilt holds that overlapped, before any correction; null where the probe shows no release.
   *
   * @param overlaps how many
   * @param worstOverlapNs the longest of them; a probe that sees a release only by the wake-up that
   *     follows it overlaps by that much
   */
  public record Overlaps(@Nullable Long overlaps, @Nullable Long worstOverlapNs) {}

  /**
   * What no sum contains, and what has no order.
   *
   * @param unmatchedWaits waits without an end in the stream
   * @param unmatchedRequests requests without a begin or an end in the stream
   * @param unorderedTies evidence of two threads at the same nanosecond; in the sums
   */
  public record LeftOut(long unmatchedWaits, long unmatchedRequests, long unorderedTies) {}
}
