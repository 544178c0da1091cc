// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * What the ledger found wrong with itself or with its stream. Nothing is corrected in silence: what
 * is counted here is still in the sums unless said otherwise.
 */
public record Checks(
    Sums sums, Proofs proofs, Order order, Gaps gaps, LeftOut leftOut, StillOpen stillOpen) {

  /**
   * Laws of arithmetic.
   *
   * @param negativeParts requests with a negative part: waits and holds longer than their system
   *     calls, or those longer than the wall time
   * @param worstNegativeNs the worst of them, 0 or below
   * @param waitsNotAddingUp waits whose segments do not sum to their length
   * @param holdersOutsideRequest waits in which a thread of ours was named as holder while it had
   *     no request open
   */
  public record Sums(
      long negativeParts,
      long worstNegativeNs,
      long waitsNotAddingUp,
      long holdersOutsideRequest) {}

  /**
   * Evidence against what was said before.
   *
   * @param contradictions evidence that another thread or none owned the mutex while its owner was
   *     said to sleep with it, which is proof: a lost event, or a false proof
   * @param contradictedNs the time that they touch
   * @param unseenAcquisitions the mutex changed hands unseen at least this often: by the fast path,
   *     or while that was closed, by {@code mutex_trylock}
   * @param unseenReturns an owner came back to a CPU unseen: how long it ran is not known
   */
  public record Proofs(
      long contradictions, long contradictedNs, long unseenAcquisitions, long unseenReturns) {}

  /**
   * Order of the stream.
   *
   * @param outOfOrder events older than their predecessor, taken as of its time
   * @param unorderedTies evidence from two threads at the same nanosecond
   */
  public record Order(long outOfOrder, long unorderedTies) {}

  /**
   * Stretches of the stream in which events were lost.
   *
   * @param count how many
   * @param lostEvents events lost in them; only those counted, where some are not
   * @param lengthNs length of the gaps
   * @param eventsInside lock events inside gaps, which prove nothing and are left out
   */
  public record Gaps(long count, long lostEvents, long lengthNs, long eventsInside) {}

  /**
   * Waits and requests that have only one end; left out of all sums.
   *
   * @param waits waits whose end was not seen
   * @param waitNs how long they had lasted by then
   * @param endsWithoutBegin ends of waits whose begin was not seen
   * @param interruptedWaits waits that ended without the mutex; in the sums
   * @param requests requests without an end, or ends without a begin
   */
  public record LeftOut(
      long waits, long waitNs, long endsWithoutBegin, long interruptedWaits, long requests) {}

  /**
   * What goes on at the end of the stream.
   *
   * @param waits waits that still go on; left out
   * @param requests requests that still go on; left out of the rows
   * @param requestWaitNs finished waits of requests that have no row: in the blame, not in a row
   */
  public record StillOpen(long waits, long requests, long requestWaitNs) {}

  /** Whether every law of the ledger held: no negative part, all sums add up, no false holder. */
  public boolean sound() {
    return sums.negativeParts == 0
        && sums.waitsNotAddingUp == 0
        && sums.holdersOutsideRequest == 0
        && proofs.contradictions == 0;
  }
}
