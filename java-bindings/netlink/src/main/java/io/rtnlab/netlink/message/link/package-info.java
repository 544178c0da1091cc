// SPDX-License-Identifier: Apache-2.0
/**
 * Links and their kinds, ports included. {@code RTM_*LINK} (include/uapi/linux/if_link.h). {@code
 * Link} is the object; its kinds are in {@code kind}, what bridges add is in {@code bridge}.
 */
@NullMarked
package io.rtnlab.netlink.message.link;

import org.jspecify.annotations.NullMarked;
