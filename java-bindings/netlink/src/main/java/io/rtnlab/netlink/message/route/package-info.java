// SPDX-License-Identifier: Apache-2.0
/**
 * Routes, next hops and rules. {@code struct rtmsg} with its attributes, next hops that are objects
 * of their own ({@code RTM_NEWNEXTHOP}), and rules (include/uapi/linux/rtnetlink.h, nexthop.h,
 * fib_rules.h).
 */
@NullMarked
package io.rtnlab.netlink.message.route;

import org.jspecify.annotations.NullMarked;
