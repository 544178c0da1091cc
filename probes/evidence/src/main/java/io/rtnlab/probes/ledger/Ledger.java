// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import java.util.List;

/**
 * Where the time of all requests went, and who waited for whom.
 *
 * @param operations one row per operation, in the order of the run's list
 * @param waits all waits, ours and foreign
 * @param foreignWaits those of threads that had no request of ours open
 * @param waitSpread length of one wait
 * @param blame most time first; the cells add up to {@code waits}
 * @param holders what the holders did while others waited for them, most time first
 * @param bounds how long each actor held at least and at most while others waited, longest first
 * @param longest the longest few waits, longest first
 * @param concentration how few waits make 90 %
 * @param proved of all waiting, the share whose holder is proved
 * @param identified the share whose holder is proved, or which only the named holder or no thread
 *     held
 * @param holds rebuilt holds against exclusion
 * @param checks what is wrong
 * @param spanNs from the first event to the last
 */
public record Ledger(
    List<LedgerRow> operations,
    WaitSplit waits,
    WaitSplit foreignWaits,
    Spread waitSpread,
    List<BlameCell> blame,
    List<HolderTime> holders,
    List<HolderBounds> bounds,
    List<LongWait> longest,
    Concentration concentration,
    Share proved,
    Share identified,
    HoldCheck holds,
    Checks checks,
    long spanNs) {}
