// SPDX-License-Identifier: Apache-2.0
/**
 * {@code /proc/lock_stat} (Documentation/locking/lockstat.rst), on kernels built with {@code
 * CONFIG_LOCK_STAT}: the kernel's own sums over every acquisition of {@code rtnl_mutex}. Sums, not
 * a stream of events, so two snapshots are subtracted; it is never cleared.
 */
@NullMarked
package io.rtnlab.probes.lockstat;

import org.jspecify.annotations.NullMarked;
