// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on routes, next hops and policy rules (net/ipv4/fib_frontend.c, net/ipv6/route.c,
 * net/ipv4/nexthop.c, net/core/fib_rules.c). Each file is one operation; {@link
 * io.rtnlab.workloads.route.RouteOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.route;

import org.jspecify.annotations.NullMarked;
