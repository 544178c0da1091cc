// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.Struct.Be16;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.message.link.kind.Vlan;

/**
 * A virtual function of a link, in hardware that can be split ({@code IFLA_VF_*} inside {@code
 * IFLA_VFINFO_LIST}, reported where {@link Link#RTEXT_FILTER_VF} asks for it).
 */
public final class VirtualFunction {
  public static final AttributeTable LIST_TABLE =
      new AttributeTable("vfinfo-list-attrs", "IFLA_VF_");
  public static final Attribute<Attributes> INFO =
      LIST_TABLE.nest(1, "IFLA_VF_INFO", () -> VirtualFunction.TABLE);

  public static final AttributeTable TABLE = new AttributeTable("vfinfo-attrs", "IFLA_VF_");
  public static final Attribute<Mac> MAC = TABLE.struct(1, "IFLA_VF_MAC", Mac.class);
  public static final Attribute<Vlan> VLAN = TABLE.struct(2, "IFLA_VF_VLAN", Vlan.class);
  public static final Attribute<TxRate> TX_RATE = TABLE.struct(3, "IFLA_VF_TX_RATE", TxRate.class);
  public static final Attribute<Setting> SPOOFCHK =
      TABLE.struct(4, "IFLA_VF_SPOOFCHK", Setting.class);
  public static final Attribute<Setting> LINK_STATE =
      TABLE.struct(5, "IFLA_VF_LINK_STATE", Setting.class);
  public static final Attribute<Rate> RATE = TABLE.struct(6, "IFLA_VF_RATE", Rate.class);
  public static final Attribute<Setting> RSS_QUERY_EN =
      TABLE.struct(7, "IFLA_VF_RSS_QUERY_EN", Setting.class);
  public static final Attribute<Attributes> STATS =
      TABLE.nest(8, "IFLA_VF_STATS", () -> VirtualFunction.STATISTICS_TABLE);
  public static final Attribute<Setting> TRUST = TABLE.struct(9, "IFLA_VF_TRUST", Setting.class);
  public static final Attribute<Guid> IB_NODE_GUID =
      TABLE.struct(10, "IFLA_VF_IB_NODE_GUID", Guid.class);
  public static final Attribute<Guid> IB_PORT_GUID =
      TABLE.struct(11, "IFLA_VF_IB_PORT_GUID", Guid.class);
  public static final Attribute<Attributes> VLAN_LIST =
      TABLE.nest(12, "IFLA_VF_VLAN_LIST", () -> VirtualFunction.VLAN_TABLE);
  public static final Attribute<LinkAddress> BROADCAST = TABLE.linkAddress(13, "IFLA_VF_BROADCAST");

  public static final AttributeTable STATISTICS_TABLE =
      new AttributeTable("vf-stats-attrs", "IFLA_VF_STATS_");
  public static final Attribute<Long> STATISTICS_RX_PACKETS =
      STATISTICS_TABLE.u64(0, "IFLA_VF_STATS_RX_PACKETS");
  public static final Attribute<Long> STATISTICS_TX_PACKETS =
      STATISTICS_TABLE.u64(1, "IFLA_VF_STATS_TX_PACKETS");
  public static final Attribute<Long> STATISTICS_RX_BYTES =
      STATISTICS_TABLE.u64(2, "IFLA_VF_STATS_RX_BYTES");
  public static final Attribute<Long> STATISTICS_TX_BYTES =
      STATISTICS_TABLE.u64(3, "IFLA_VF_STATS_TX_BYTES");
  public static final Attribute<Long> STATISTICS_BROADCAST =
      STATISTICS_TABLE.u64(4, "IFLA_VF_STATS_BROADCAST");
  public static final Attribute<Long> STATISTICS_MULTICAST =
      STATISTICS_TABLE.u64(5, "IFLA_VF_STATS_MULTICAST");
  public static final Attribute<Bytes> STATISTICS_PAD =
      STATISTICS_TABLE.bytes(6, "IFLA_VF_STATS_PAD");
  public static final Attribute<Long> STATISTICS_RX_DROPPED =
      STATISTICS_TABLE.u64(7, "IFLA_VF_STATS_RX_DROPPED");
  public static final Attribute<Long> STATISTICS_TX_DROPPED =
      STATISTICS_TABLE.u64(8, "IFLA_VF_STATS_TX_DROPPED");

  public static final AttributeTable VLAN_TABLE =
      new AttributeTable("vf-vlan-attrs", "IFLA_VF_VLAN_");
  public static final Attribute<VlanInfo> VLAN_INFO =
      VLAN_TABLE.struct(1, "IFLA_VF_VLAN_INFO", VlanInfo.class);

  private VirtualFunction() {}

  /** {@code struct ifla_vf_mac}. */
  public record Mac(@U32 int function, @Octets(32) Bytes address) {}

  /** {@code struct ifla_vf_vlan}. */
  public record Vlan(@U32 int function, @U32 int vlan, @U32 int priority) {}

  /** {@code struct ifla_vf_tx_rate}, in Mbit/s. */
  public record TxRate(@U32 int function, @U32 int rate) {}

  /** {@code struct ifla_vf_rate}, in Mbit/s; 0 is no limit. */
  public record Rate(@U32 int function, @U32 int least, @U32 int greatest) {}

  /** {@code struct ifla_vf_spoofchk} and others alike. */
  public record Setting(@U32 int function, @U32 int setting) {}

  /** {@code struct ifla_vf_guid}, with the kernel's padding after the first number. */
  public record Guid(@U32 @PadAfter(4) int function, @U64 long guid) {}

  /** {@code struct ifla_vf_vlan_info}. */
  public record VlanInfo(
      @U32 int function, @U32 int vlan, @U32 int priority, @Be16 @PadAfter(2) int protocol) {}
}
