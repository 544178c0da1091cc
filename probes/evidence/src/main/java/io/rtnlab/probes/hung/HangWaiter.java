// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

/**
 * A task that waits for the RTNL.
 *
 * @param wants the kernel function that wants the RTNL, such as {@code rtnl_newlink}
 * @param atLeastNs nanoseconds for which it has been blocked at least; 0 where that is not known
 * @param sure whether its stack proves that it waits for the RTNL, not for another lock
 */
public record HangWaiter(int pid, String comm, String wants, long atLeastNs, boolean sure) {}
