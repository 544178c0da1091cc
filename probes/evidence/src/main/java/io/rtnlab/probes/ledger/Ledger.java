// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import java.util.List;

/**
 * Where the time of all requests went, and who waited for whom.
 *
 * @param operations one row per operation, in the order of the run's list
 * @param waits all waits, ours and foreign
 * @param statistics how they spread
 * @param blame most time first; the cells add up to {@code waits}
 * @param holders what the holders did while others waited for them, most time first
 * @param bounds how long each actor held at least and at most while others waited, longest first
 * @param longest the longest few waits, longest first
 * @param holds rebuilt holds against exclusion
 * @param checks what is wrong
 * @param spanNs from the first event to the last
 */
public record Ledger(
    List<LedgerRow> operations,
    WaitSplit waits,
    WaitStatistics statistics,
    List<BlameCell> blame,
    List<HolderTime> holders,
    List<HolderBounds> bounds,
    List<LongWait> longest,
    HoldCheck holds,
    Checks checks,
    long spanNs) {

  /**
   * How the waits spread.
   *
   * @param foreign those of threads that had no request of ours open
   * @param length of one wait
   * @param concentration how few waits make 90 %
   * @param proved of all waiting, the share whose holder is proved
   * @param identified the share whose holder is proved, or which only the named holder or no thread
   *     held
   */
  public record WaitStatistics(
      WaitSplit foreign,
      Spread length,
      Concentration concentration,
      Share proved,
      Share identified) {}
}
