// SPDX-License-Identifier: Apache-2.0
/** Links and their kinds, ports included. */
@NullMarked
package io.rtnlab.netlink.message.link;

import org.jspecify.annotations.NullMarked;
