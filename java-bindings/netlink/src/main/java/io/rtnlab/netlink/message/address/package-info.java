// SPDX-License-Identifier: Apache-2.0
/** Addresses of links. */
@NullMarked
package io.rtnlab.netlink.message.address;

import org.jspecify.annotations.NullMarked;
