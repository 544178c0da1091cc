// SPDX-License-Identifier: Apache-2.0
/**
 * Looks at the mutex at regular times, and what share of the time they speak for. A timer on each
 * CPU reads the owner: uncontended holds show too, in proportion to their length, where functions
 * cannot be traced. It sees no waits, so it makes no ledger.
 */
@NullMarked
package io.rtnlab.probes.sampling;

import org.jspecify.annotations.NullMarked;
