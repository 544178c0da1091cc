// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

/**
 * The ledger's errors at samples that lie so far from its nearest look at the owner.
 *
 * @param fromNs least distance
 * @param untilNs greatest, {@code Long.MAX_VALUE} for no limit
 * @param samples counts, one for each wait open at a sample
 * @param wronglyNamed a thread is named that did not own the mutex, "X or no thread" apart
 * @param overstated "X or no thread", and none owned it
 */
public record AuditedDistance(
    long fromNs, long untilNs, long samples, Share wronglyNamed, Share overstated) {}
