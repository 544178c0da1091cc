// SPDX-License-Identifier: Apache-2.0
/** How addresses and forwarding are set up, for each link. */
@NullMarked
package io.rtnlab.netlink.message.config;

import org.jspecify.annotations.NullMarked;
