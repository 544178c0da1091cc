// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * What the ledger found wrong with itself or with its stream. Nothing is corrected in silence: what
 * is counted here is still in the sums unless said otherwise.
 *
 * @param negativeParts requests with a negative part: waits and holds longer than their system
 *     calls, or those longer than the wall time
 * @param worstNegativeNs the worst of them, 0 or below
 * @param waitsNotAddingUp waits whose segments do not sum to their length
 * @param holdersOutsideRequest waits in which a thread of ours was named as holder while it had no
 *     request open
 * @param contradictions evidence that another thread or none owned the mutex while its owner was
 *     said to sleep with it, which is proof: a lost event, or a false proof
 * @param contradictedNs the time that they touch
 * @param unseenAcquisitions the mutex changed hands unseen at least this often: by the fast path,
 *     or while that was closed, by {@code mutex_trylock}
 * @param unseenReturns an owner came back to a CPU unseen: how long it ran is not known
 * @param outOfOrder events older than their predecessor, taken as of its time
 * @param unorderedTies evidence from two threads at the same nanosecond
 * @param gaps stretches of the stream in which events were lost
 * @param lostEvents events lost in them; only those counted, where some are not
 * @param gapNs length of the gaps
 * @param eventsInGaps lock events inside gaps, which prove nothing and are left out
 * @param unmatchedWaits waits whose end was not seen; left out of all sums
 * @param unmatchedWaitNs their length as far as it was seen
 * @param endsWithoutBegin ends of waits whose begin was not seen; left out of all sums
 * @param interruptedWaits waits given up with {@code -EINTR}
 * @param unmatchedRequests requests without an end, or ends without a begin; left out
 * @param openWaits waits that still go on; left out
 * @param openRequests requests that still go on; left out of the rows
 * @param openRequestWaitNs finished waits of requests that have no row: in the blame, not in a row
 */
public record Checks(
    long negativeParts,
    long worstNegativeNs,
    long waitsNotAddingUp,
    long holdersOutsideRequest,
    long contradictions,
    long contradictedNs,
    long unseenAcquisitions,
    long unseenReturns,
    long outOfOrder,
    long unorderedTies,
    long gaps,
    long lostEvents,
    long gapNs,
    long eventsInGaps,
    long unmatchedWaits,
    long unmatchedWaitNs,
    long endsWithoutBegin,
    long interruptedWaits,
    long unmatchedRequests,
    long openWaits,
    long openRequests,
    long openRequestWaitNs) {

  /** Whether every law of the ledger held: no negative part, all sums add up, no false holder. */
  public boolean sound() {
    return negativeParts == 0
        && waitsNotAddingUp == 0
        && holdersOutsideRequest == 0
        && contradictions == 0;
  }
}
