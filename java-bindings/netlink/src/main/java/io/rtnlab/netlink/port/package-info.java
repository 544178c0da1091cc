// SPDX-License-Identifier: Apache-2.0
/**
 * The seam between rtnetlink in pure Java and whatever carries its bytes into the kernel. {@code
 * NetlinkPort} sends and receives bytes and returns what the kernel returns, a count or {@code
 * -errno}: no exception, no allocation. {@code NetlinkBridge} opens one; {@code ServiceLoader}
 * finds the bridges.
 */
@NullMarked
package io.rtnlab.netlink.port;

import org.jspecify.annotations.NullMarked;
