// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How long one actor waited while another held.
 *
 * @param behind what the holder waited for itself, and because of whom; null where it did not
 * @param ns sum of the segments
 * @param lowNs how much of {@code ns} is proved to have been the holder's, or no thread's where
 *     none is named; all of it may have been
 * @param waits in how many waits such a segment occurs
 */
public record BlameCell(
    Actor waiter,
    Actor holder,
    Evidence evidence,
    HolderState.@Nullable Waiting behind,
    long ns,
    long lowNs,
    long waits) {}
