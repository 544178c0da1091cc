// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Struct.U64;

/**
 * What a link has carried since it was made ({@code struct rtnl_link_stats64}); what each counter
 * means is written in include/uapi/linux/if_link.h.
 */
public record LinkStatistics64(
    @U64 long rxPackets,
    @U64 long txPackets,
    @U64 long rxBytes,
    @U64 long txBytes,
    @U64 long rxErrors,
    @U64 long txErrors,
    @U64 long rxDropped,
    @U64 long txDropped,
    @U64 long multicast,
    @U64 long collisions,
    @U64 long rxLengthErrors,
    @U64 long rxOverErrors,
    @U64 long rxCrcErrors,
    @U64 long rxFrameErrors,
    @U64 long rxFifoErrors,
    @U64 long rxMissedErrors,
    @U64 long txAbortedErrors,
    @U64 long txCarrierErrors,
    @U64 long txFifoErrors,
    @U64 long txHeartbeatErrors,
    @U64 long txWindowErrors,
    @U64 long rxCompressed,
    @U64 long txCompressed,
    @U64 long rxNohandler,
    @U64 long rxOtherhostDropped) {}
