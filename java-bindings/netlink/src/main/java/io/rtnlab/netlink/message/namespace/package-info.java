// SPDX-License-Identifier: Apache-2.0
/** Network namespaces, as they know one another. */
@NullMarked
package io.rtnlab.netlink.message.namespace;

import org.jspecify.annotations.NullMarked;
