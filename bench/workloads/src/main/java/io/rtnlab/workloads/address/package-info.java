// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on addresses of interfaces and address labels (net/ipv4/devinet.c,
 * net/ipv6/addrconf.c, net/ipv6/addrlabel.c). Each file is one operation; {@link
 * io.rtnlab.workloads.address.AddressOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.address;

import org.jspecify.annotations.NullMarked;
