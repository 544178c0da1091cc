// SPDX-License-Identifier: Apache-2.0
/**
 * Kinds of links. One class each, named after the kernel's {@code IFLA_INFO_KIND}, with the
 * attributes of its {@code IFLA_INFO_DATA} under the kernel's names. An unknown kind is kept as it
 * came.
 */
@NullMarked
package io.rtnlab.netlink.message.link.kind;

import org.jspecify.annotations.NullMarked;
