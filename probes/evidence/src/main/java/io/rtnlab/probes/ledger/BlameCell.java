package io.rtnlab.probes.ledger;

/**
 * How long one party waited while another held.
 *
 * @param ns sum of the pieces
 * @param lowNs how much of {@code ns} is proved to have been the holder's, or nobody's where nobody
 *     is named; all of it may have been
 * @param waits in how many waits such a piece occurs
 */
public record BlameCell(
    Party waiter, Party holder, Evidence evidence, long ns, long lowNs, long waits) {}
