// SPDX-License-Identifier: Apache-2.0
/** Protocols that a bridge speaks, and what it says of them. */
@NullMarked
package io.rtnlab.netlink.message.link.bridge;

import org.jspecify.annotations.NullMarked;
