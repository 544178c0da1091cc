// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on ioctl requests on sockets, the interface from before netlink (net/core/dev_ioctl.c,
 * net/ipv4/devinet.c, net/ipv4/fib_frontend.c). Each file is one operation; {@link
 * io.rtnlab.workloads.ioctl.IoctlOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.ioctl;

import org.jspecify.annotations.NullMarked;
