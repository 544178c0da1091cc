// SPDX-License-Identifier: Apache-2.0
/**
 * Addresses of links. {@code RTM_*ADDR} for IPv4 and IPv6, the labels of IPv6 addresses, and the
 * dumps of multicast and anycast addresses (include/uapi/linux/if_addr.h).
 */
@NullMarked
package io.rtnlab.netlink.message.address;

import org.jspecify.annotations.NullMarked;
