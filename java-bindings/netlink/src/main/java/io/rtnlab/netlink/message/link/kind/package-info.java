// SPDX-License-Identifier: Apache-2.0
/** Kinds of links. */
@NullMarked
package io.rtnlab.netlink.message.link.kind;

import org.jspecify.annotations.NullMarked;
