// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import io.rtnlab.probes.ledger.Evidence;

/**
 * What the samples say of one class of evidence. One count for each wait that was open at a sample.
 *
 * @param evidence what the ledger called it
 * @param samples how many counts
 * @param right the owner was the named holder; for {@link Evidence#HANDOVER}, no thread owned it
 * @param other another thread owned the mutex; where no holder is named, any thread
 * @param noOwner no thread owned it, though one is named or it is unknown
 * @param rightShare {@code right} of {@code samples}
 */
public record AuditedClass(
    Evidence evidence, long samples, long right, long other, long noOwner, Share rightShare) {}
