// SPDX-License-Identifier: Apache-2.0
/**
 * rtnetlink, Linux's interface to its network configuration, in pure Java.
 *
 * <p>{@link io.rtnlab.netlink.session.NetlinkSession} is where to start. The layers, each using
 * only those before it: {@code wire} (bytes), {@code attribute} (tables of attributes), {@code
 * message} (the kernel's objects), {@code session} (conversations). Sockets come from outside,
 * through {@code port}.
 */
@NullMarked
package io.rtnlab.netlink;

import org.jspecify.annotations.NullMarked;
