// SPDX-License-Identifier: Apache-2.0
/** Queueing disciplines. */
@NullMarked
package io.rtnlab.netlink.message.tc.qdisc;

import org.jspecify.annotations.NullMarked;
