// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.PortKind;

/** A link that is a port of a {@link Bridge} ({@code IFLA_BRPORT_*}). */
public record BridgePort(Attributes attributes) implements PortKind, NestKind<BridgePort> {
  public static final String KIND = "bridge";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-brport-attrs", "IFLA_BRPORT_");
  public static final Attribute<Integer> STATE = TABLE.u8(1, "IFLA_BRPORT_STATE");
  public static final Attribute<Integer> PRIORITY = TABLE.u16(2, "IFLA_BRPORT_PRIORITY");
  public static final Attribute<Integer> COST = TABLE.u32(3, "IFLA_BRPORT_COST");
  public static final Attribute<Integer> MODE = TABLE.u8(4, "IFLA_BRPORT_MODE");
  public static final Attribute<Integer> GUARD = TABLE.u8(5, "IFLA_BRPORT_GUARD");
  public static final Attribute<Integer> PROTECT = TABLE.u8(6, "IFLA_BRPORT_PROTECT");
  public static final Attribute<Integer> FAST_LEAVE = TABLE.u8(7, "IFLA_BRPORT_FAST_LEAVE");
  public static final Attribute<Integer> LEARNING = TABLE.u8(8, "IFLA_BRPORT_LEARNING");
  public static final Attribute<Integer> UNICAST_FLOOD = TABLE.u8(9, "IFLA_BRPORT_UNICAST_FLOOD");
  public static final Attribute<Integer> PROXYARP = TABLE.u8(10, "IFLA_BRPORT_PROXYARP");
  public static final Attribute<Integer> LEARNING_SYNC = TABLE.u8(11, "IFLA_BRPORT_LEARNING_SYNC");
  public static final Attribute<Integer> PROXYARP_WIFI = TABLE.u8(12, "IFLA_BRPORT_PROXYARP_WIFI");
  public static final Attribute<BridgeId> ROOT_ID =
      TABLE.struct(13, "IFLA_BRPORT_ROOT_ID", BridgeId.class);
  public static final Attribute<BridgeId> BRIDGE_ID =
      TABLE.struct(14, "IFLA_BRPORT_BRIDGE_ID", BridgeId.class);
  public static final Attribute<Integer> DESIGNATED_PORT =
      TABLE.u16(15, "IFLA_BRPORT_DESIGNATED_PORT");
  public static final Attribute<Integer> DESIGNATED_COST =
      TABLE.u16(16, "IFLA_BRPORT_DESIGNATED_COST");
  public static final Attribute<Integer> ID = TABLE.u16(17, "IFLA_BRPORT_ID");
  public static final Attribute<Integer> NO = TABLE.u16(18, "IFLA_BRPORT_NO");
  public static final Attribute<Integer> TOPOLOGY_CHANGE_ACK =
      TABLE.u8(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK");
  public static final Attribute<Integer> CONFIG_PENDING =
      TABLE.u8(20, "IFLA_BRPORT_CONFIG_PENDING");
  public static final Attribute<Long> MESSAGE_AGE_TIMER =
      TABLE.u64(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER");
  public static final Attribute<Long> FORWARD_DELAY_TIMER =
      TABLE.u64(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER");
  public static final Attribute<Long> HOLD_TIMER = TABLE.u64(23, "IFLA_BRPORT_HOLD_TIMER");
  public static final Attribute<Boolean> FLUSH = TABLE.flag(24, "IFLA_BRPORT_FLUSH");
  public static final Attribute<Integer> MULTICAST_ROUTER =
      TABLE.u8(25, "IFLA_BRPORT_MULTICAST_ROUTER");
  public static final Attribute<Bytes> PAD = TABLE.bytes(26, "IFLA_BRPORT_PAD");
  public static final Attribute<Integer> MCAST_FLOOD = TABLE.u8(27, "IFLA_BRPORT_MCAST_FLOOD");
  public static final Attribute<Integer> MCAST_TO_UCAST =
      TABLE.u8(28, "IFLA_BRPORT_MCAST_TO_UCAST");
  public static final Attribute<Integer> VLAN_TUNNEL = TABLE.u8(29, "IFLA_BRPORT_VLAN_TUNNEL");
  public static final Attribute<Integer> BCAST_FLOOD = TABLE.u8(30, "IFLA_BRPORT_BCAST_FLOOD");
  public static final Attribute<Integer> GROUP_FWD_MASK =
      TABLE.u16(31, "IFLA_BRPORT_GROUP_FWD_MASK");
  public static final Attribute<Integer> NEIGH_SUPPRESS =
      TABLE.u8(32, "IFLA_BRPORT_NEIGH_SUPPRESS");
  public static final Attribute<Integer> ISOLATED = TABLE.u8(33, "IFLA_BRPORT_ISOLATED");
  public static final Attribute<Integer> BACKUP_PORT = TABLE.u32(34, "IFLA_BRPORT_BACKUP_PORT");
  public static final Attribute<Integer> MRP_RING_OPEN = TABLE.u8(35, "IFLA_BRPORT_MRP_RING_OPEN");
  public static final Attribute<Integer> MRP_IN_OPEN = TABLE.u8(36, "IFLA_BRPORT_MRP_IN_OPEN");
  public static final Attribute<Integer> MCAST_EHT_HOSTS_LIMIT =
      TABLE.u32(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT");
  public static final Attribute<Integer> MCAST_EHT_HOSTS_CNT =
      TABLE.u32(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT");
  public static final Attribute<Integer> LOCKED = TABLE.u8(39, "IFLA_BRPORT_LOCKED");
  public static final Attribute<Integer> MAB = TABLE.u8(40, "IFLA_BRPORT_MAB");
  public static final Attribute<Integer> MCAST_N_GROUPS =
      TABLE.u32(41, "IFLA_BRPORT_MCAST_N_GROUPS");
  public static final Attribute<Integer> MCAST_MAX_GROUPS =
      TABLE.u32(42, "IFLA_BRPORT_MCAST_MAX_GROUPS");
  public static final Attribute<Integer> NEIGH_VLAN_SUPPRESS =
      TABLE.u8(43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS");
  public static final Attribute<Integer> BACKUP_NHID = TABLE.u32(44, "IFLA_BRPORT_BACKUP_NHID");
  public static final Attribute<Integer> NEIGH_FORWARD_GRAT =
      TABLE.u8(45, "IFLA_BRPORT_NEIGH_FORWARD_GRAT");

  public static final Format<BridgePort> FORMAT = NestKind.format(TABLE, BridgePort::new);

  /** With the kernel's defaults, to set others. */
  public static BridgePort plain() {
    return new BridgePort(TABLE.empty());
  }

  /** Whether it may only talk to ports that are not isolated. */
  public BridgePort isolated(boolean on) {
    return with(ISOLATED, on ? 1 : 0);
  }

  /** Whether the bridge learns addresses from what comes in here. */
  public BridgePort learning(boolean on) {
    return with(LEARNING, on ? 1 : 0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public BridgePort with(Attributes attributes) {
    return new BridgePort(attributes);
  }
}
