// SPDX-License-Identifier: Apache-2.0
/** Who is near: neighbours, forwarding entries of bridges, and the tables that they are in. */
@NullMarked
package io.rtnlab.netlink.message.neighbour;

import org.jspecify.annotations.NullMarked;
