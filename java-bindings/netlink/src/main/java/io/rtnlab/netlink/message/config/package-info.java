// SPDX-License-Identifier: Apache-2.0
/**
 * How addresses and forwarding are set up, for each link. {@code RTM_NEWNETCONF} of IPv4, IPv6 and
 * MPLS (include/uapi/linux/netconf.h). The kernel announces each change to its own group.
 */
@NullMarked
package io.rtnlab.netlink.message.config;

import org.jspecify.annotations.NullMarked;
