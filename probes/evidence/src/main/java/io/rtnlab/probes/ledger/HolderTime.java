// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * What a holder did while others waited for it.
 *
 * @param ns waiting time of all who waited, so several waiters count several times
 * @param lowNs how much of it is proved to have been this holder's
 */
public record HolderTime(Actor holder, HolderState state, long ns, long lowNs) {}
