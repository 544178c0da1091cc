// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * Holds rebuilt from acquisition and release, tested against the mutex's exclusion.
 *
 * @param holds holds with both ends seen and no unseen holder between
 * @param withoutRelease acquisitions whose release was not seen before the thread's next one: a
 *     fault only where every release shows
 * @param overlaps holds that began before the one released before them had ended; counted before
 *     any correction
 * @param overlapNs by how much in all
 * @param worstOverlapNs by how much at worst
 */
public record HoldCheck(
    long holds, long withoutRelease, long overlaps, long overlapNs, long worstOverlapNs) {}
