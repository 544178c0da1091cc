// SPDX-License-Identifier: Apache-2.0
/** What bridges know: VLANs of their ports, and who listens to which multicast group. */
@NullMarked
package io.rtnlab.netlink.message.bridge;

import org.jspecify.annotations.NullMarked;
