// SPDX-License-Identifier: Apache-2.0
/**
 * Network namespaces, as they know one another. {@code RTM_NEWNSID}: the number by which one
 * namespace refers to another, where it has one (include/uapi/linux/net_namespace.h).
 */
@NullMarked
package io.rtnlab.netlink.message.namespace;

import org.jspecify.annotations.NullMarked;
