// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Struct.U32;

/** The low 32 bits of {@link LinkStatistics64}'s counters ({@code struct rtnl_link_stats}). */
public record LinkStatistics32(
    @U32 long rxPackets,
    @U32 long txPackets,
    @U32 long rxBytes,
    @U32 long txBytes,
    @U32 long rxErrors,
    @U32 long txErrors,
    @U32 long rxDropped,
    @U32 long txDropped,
    @U32 long multicast,
    @U32 long collisions,
    @U32 long rxLengthErrors,
    @U32 long rxOverErrors,
    @U32 long rxCrcErrors,
    @U32 long rxFrameErrors,
    @U32 long rxFifoErrors,
    @U32 long rxMissedErrors,
    @U32 long txAbortedErrors,
    @U32 long txCarrierErrors,
    @U32 long txFifoErrors,
    @U32 long txHeartbeatErrors,
    @U32 long txWindowErrors,
    @U32 long rxCompressed,
    @U32 long txCompressed,
    @U32 long rxNohandler) {}
