// SPDX-License-Identifier: Apache-2.0
/**
 * The ledger judged by samples of {@code mutex.owner} that it never saw. Pure: a sampler hands in
 * samples, the attribution hands in the segments of waits, and {@link io.rtnlab.probes.audit.Audit}
 * compares what both say of the same moments.
 */
@NullMarked
package io.rtnlab.probes.audit;

import org.jspecify.annotations.NullMarked;
