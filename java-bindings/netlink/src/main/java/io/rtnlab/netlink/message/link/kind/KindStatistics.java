// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U64;

/**
 * What only some kinds of links count ({@code IFLA_STATS_LINK_XSTATS}), and MPLS and hardware
 * (include/uapi/linux/if_link.h).
 */
public final class KindStatistics {
  /** By the kind of the link, or of what it is a port of. */
  public static final AttributeTable TABLE = new AttributeTable("link-xstats", "LINK_XSTATS_TYPE_");

  public static final Attribute<Attributes> BRIDGE =
      TABLE.nest(1, "LINK_XSTATS_TYPE_BRIDGE", () -> KindStatistics.BRIDGE_TABLE);
  public static final Attribute<Attributes> BOND =
      TABLE.nest(2, "LINK_XSTATS_TYPE_BOND", () -> KindStatistics.BOND_TABLE);

  public static final AttributeTable BRIDGE_TABLE =
      new AttributeTable("bridge-xstats", "BRIDGE_XSTATS_");

  public static final Attribute<VlanCounts> BRIDGE_VLAN =
      BRIDGE_TABLE.struct(1, "BRIDGE_XSTATS_VLAN", VlanCounts.class);
  public static final Attribute<MulticastCounts> BRIDGE_MCAST =
      BRIDGE_TABLE.struct(2, "BRIDGE_XSTATS_MCAST", MulticastCounts.class);
  public static final Attribute<Bytes> BRIDGE_PAD = BRIDGE_TABLE.bytes(3, "BRIDGE_XSTATS_PAD");
  public static final Attribute<SpanningTreeCounts> BRIDGE_STP =
      BRIDGE_TABLE.struct(4, "BRIDGE_XSTATS_STP", SpanningTreeCounts.class);

  public static final AttributeTable BOND_TABLE = new AttributeTable("bond-xstats", "BOND_XSTATS_");

  public static final Attribute<Attributes> BOND_LACP =
      BOND_TABLE.nest(1, "BOND_XSTATS_3AD", () -> KindStatistics.LACP_TABLE);

  /** Frames of the Link Aggregation Control Protocol. */
  public static final AttributeTable LACP_TABLE =
      new AttributeTable("bond-3ad-stat", "BOND_3AD_STAT_");

  public static final Attribute<Long> LACPDU_RX = LACP_TABLE.u64(0, "BOND_3AD_STAT_LACPDU_RX");
  public static final Attribute<Long> LACPDU_TX = LACP_TABLE.u64(1, "BOND_3AD_STAT_LACPDU_TX");
  public static final Attribute<Long> LACPDU_UNKNOWN_RX =
      LACP_TABLE.u64(2, "BOND_3AD_STAT_LACPDU_UNKNOWN_RX");
  public static final Attribute<Long> LACPDU_ILLEGAL_RX =
      LACP_TABLE.u64(3, "BOND_3AD_STAT_LACPDU_ILLEGAL_RX");
  public static final Attribute<Long> MARKER_RX = LACP_TABLE.u64(4, "BOND_3AD_STAT_MARKER_RX");
  public static final Attribute<Long> MARKER_TX = LACP_TABLE.u64(5, "BOND_3AD_STAT_MARKER_TX");
  public static final Attribute<Long> MARKER_RESP_RX =
      LACP_TABLE.u64(6, "BOND_3AD_STAT_MARKER_RESP_RX");
  public static final Attribute<Long> MARKER_RESP_TX =
      LACP_TABLE.u64(7, "BOND_3AD_STAT_MARKER_RESP_TX");
  public static final Attribute<Long> MARKER_UNKNOWN_RX =
      LACP_TABLE.u64(8, "BOND_3AD_STAT_MARKER_UNKNOWN_RX");
  public static final Attribute<Bytes> PAD = LACP_TABLE.bytes(9, "BOND_3AD_STAT_PAD");

  /** By address family. */
  public static final AttributeTable FAMILY_TABLE = new AttributeTable("stats-af-spec", "AF_");

  public static final Attribute<Attributes> MPLS =
      FAMILY_TABLE.nest(28, "AF_MPLS", () -> KindStatistics.MPLS_TABLE);

  public static final AttributeTable MPLS_TABLE = new AttributeTable("mpls-stats", "MPLS_STATS_");

  public static final Attribute<MplsCounts> MPLS_LINK =
      MPLS_TABLE.struct(1, "MPLS_STATS_LINK", MplsCounts.class);

  private KindStatistics() {}

  /** {@code struct bridge_vlan_xstats}, one for each VLAN. */
  public record VlanCounts(
      @U64 long rxBytes,
      @U64 long rxPackets,
      @U64 long txBytes,
      @U64 long txPackets,
      @U16 int vlan,
      @U16 int flags,
      @U32 long padding) {}

  /** {@code struct br_mcast_stats}: of each first what came in, then what went out. */
  public record MulticastCounts(
      @Octets(16) Bytes igmpV1Queries,
      @Octets(16) Bytes igmpV2Queries,
      @Octets(16) Bytes igmpV3Queries,
      @Octets(16) Bytes igmpLeaves,
      @Octets(16) Bytes igmpV1Reports,
      @Octets(16) Bytes igmpV2Reports,
      @Octets(16) Bytes igmpV3Reports,
      @U64 long igmpParseErrors,
      @Octets(16) Bytes mldV1Queries,
      @Octets(16) Bytes mldV2Queries,
      @Octets(16) Bytes mldLeaves,
      @Octets(16) Bytes mldV1Reports,
      @Octets(16) Bytes mldV2Reports,
      @U64 long mldParseErrors,
      @Octets(16) Bytes bytes,
      @Octets(16) Bytes packets) {}

  /** {@code struct bridge_stp_xstats}. */
  public record SpanningTreeCounts(
      @U64 long toBlocking,
      @U64 long toForwarding,
      @U64 long rxBpdu,
      @U64 long txBpdu,
      @U64 long rxTopologyChange,
      @U64 long txTopologyChange) {}

  /** {@code struct mpls_link_stats}. */
  public record MplsCounts(
      @U64 long rxPackets,
      @U64 long txPackets,
      @U64 long rxBytes,
      @U64 long txBytes,
      @U64 long rxErrors,
      @U64 long txErrors,
      @U64 long rxDropped,
      @U64 long txDropped,
      @U64 long rxNoRoute) {}

  /** {@code struct rtnl_hw_stats64}: what hardware forwarded. */
  public record HardwareCounts(
      @U64 long rxPackets,
      @U64 long txPackets,
      @U64 long rxBytes,
      @U64 long txBytes,
      @U64 long rxErrors,
      @U64 long txErrors,
      @U64 long rxDropped,
      @U64 long txDropped,
      @U64 long multicast) {}
}
