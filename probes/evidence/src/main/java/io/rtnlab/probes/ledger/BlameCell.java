// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * How long one actor waited while another held.
 *
 * @param ns sum of the segments
 * @param lowNs how much of {@code ns} is proved to have been the holder's, or no thread's where
 *     none is named; all of it may have been
 * @param waits in how many waits such a segment occurs
 */
public record BlameCell(
    Actor waiter, Actor holder, Evidence evidence, long ns, long lowNs, long waits) {}
