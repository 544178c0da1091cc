package io.rtnlab.probes.ledger;

/**
 * How long one party waited while another held.
 *
 * @param ns sum of the pieces
 * @param waits in how many waits such a piece occurs
 */
public record BlameCell(Party waiter, Party holder, Evidence evidence, long ns, long waits) {}
