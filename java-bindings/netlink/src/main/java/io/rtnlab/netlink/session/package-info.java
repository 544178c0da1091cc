// SPDX-License-Identifier: Apache-2.0
/**
 * Conversations with the kernel: {@link io.rtnlab.netlink.session.NetlinkSession} in objects and
 * exceptions, {@link io.rtnlab.netlink.session.Exchange} in numbers and without allocating.
 */
@NullMarked
package io.rtnlab.netlink.session;

import org.jspecify.annotations.NullMarked;
