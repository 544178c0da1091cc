// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import java.util.List;

/**
 * The ledger against one independent truth.
 *
 * @param samples moments at which the truth is known, waits or not
 * @param changed moments at which the owner was just changing, which say nothing
 * @param classes what holds for each class of evidence
 * @param wronglyNamed of all waiting: a thread is named that did not own the mutex; of the class "X
 *     or no thread" only where another thread did
 * @param overstated of all waiting: "X or no thread", and none did
 * @param another of all waiting: a thread is named and another one owned the mutex
 * @param noOwner of all waiting: no thread owned the mutex, or it was on its way to a waiter
 * @param distances the same by distance to the ledger's nearest look
 */
public record AuditTable(
    long samples,
    long changed,
    List<AuditedClass> classes,
    Share wronglyNamed,
    Share overstated,
    Share another,
    Share noOwner,
    List<AuditedDistance> distances) {}
