// SPDX-License-Identifier: Apache-2.0
/**
 * Protocols that a bridge speaks, and what it says of them. Nested attributes of family {@code
 * AF_BRIDGE} and of the statistics: multicast queriers, MRP, CFM and STP
 * (include/uapi/linux/if_bridge.h).
 */
@NullMarked
package io.rtnlab.netlink.message.link.bridge;

import org.jspecify.annotations.NullMarked;
