// SPDX-License-Identifier: Apache-2.0
/** Routes, next hops and rules. */
@NullMarked
package io.rtnlab.netlink.message.route;

import org.jspecify.annotations.NullMarked;
