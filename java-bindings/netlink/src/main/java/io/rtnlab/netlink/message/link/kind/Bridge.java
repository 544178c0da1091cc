// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.link.LinkKind;
import io.rtnlab.netlink.message.link.bridge.Querier;

/**
 * A switch in the kernel ({@code IFLA_BR_*}, net/bridge/br_netlink.c). Times are in hundredths of a
 * second.
 */
public record Bridge(Attributes attributes) implements LinkKind, NestKind<Bridge> {
  public static final String KIND = "bridge";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-bridge-attrs", "IFLA_BR_");
  public static final Attribute<Integer> FORWARD_DELAY = TABLE.u32(1, "IFLA_BR_FORWARD_DELAY");
  public static final Attribute<Integer> HELLO_TIME = TABLE.u32(2, "IFLA_BR_HELLO_TIME");
  public static final Attribute<Integer> MAX_AGE = TABLE.u32(3, "IFLA_BR_MAX_AGE");
  public static final Attribute<Integer> AGEING_TIME = TABLE.u32(4, "IFLA_BR_AGEING_TIME");
  public static final Attribute<Integer> STP_STATE = TABLE.u32(5, "IFLA_BR_STP_STATE");
  public static final Attribute<Integer> PRIORITY = TABLE.u16(6, "IFLA_BR_PRIORITY");
  public static final Attribute<Integer> VLAN_FILTERING = TABLE.u8(7, "IFLA_BR_VLAN_FILTERING");
  public static final Attribute<Integer> VLAN_PROTOCOL = TABLE.be16(8, "IFLA_BR_VLAN_PROTOCOL");
  public static final Attribute<Integer> GROUP_FWD_MASK = TABLE.u16(9, "IFLA_BR_GROUP_FWD_MASK");
  public static final Attribute<BridgeId> ROOT_ID =
      TABLE.struct(10, "IFLA_BR_ROOT_ID", BridgeId.class);
  public static final Attribute<BridgeId> BRIDGE_ID =
      TABLE.struct(11, "IFLA_BR_BRIDGE_ID", BridgeId.class);
  public static final Attribute<Integer> ROOT_PORT = TABLE.u16(12, "IFLA_BR_ROOT_PORT");
  public static final Attribute<Integer> ROOT_PATH_COST = TABLE.u32(13, "IFLA_BR_ROOT_PATH_COST");
  public static final Attribute<Integer> TOPOLOGY_CHANGE = TABLE.u8(14, "IFLA_BR_TOPOLOGY_CHANGE");
  public static final Attribute<Integer> TOPOLOGY_CHANGE_DETECTED =
      TABLE.u8(15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED");
  public static final Attribute<Long> HELLO_TIMER = TABLE.u64(16, "IFLA_BR_HELLO_TIMER");
  public static final Attribute<Long> TCN_TIMER = TABLE.u64(17, "IFLA_BR_TCN_TIMER");
  public static final Attribute<Long> TOPOLOGY_CHANGE_TIMER =
      TABLE.u64(18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER");
  public static final Attribute<Long> GC_TIMER = TABLE.u64(19, "IFLA_BR_GC_TIMER");
  public static final Attribute<LinkAddress> GROUP_ADDR =
      TABLE.linkAddress(20, "IFLA_BR_GROUP_ADDR");
  public static final Attribute<Boolean> FDB_FLUSH = TABLE.flag(21, "IFLA_BR_FDB_FLUSH");
  public static final Attribute<Integer> MCAST_ROUTER = TABLE.u8(22, "IFLA_BR_MCAST_ROUTER");
  public static final Attribute<Integer> MCAST_SNOOPING = TABLE.u8(23, "IFLA_BR_MCAST_SNOOPING");
  public static final Attribute<Integer> MCAST_QUERY_USE_IFADDR =
      TABLE.u8(24, "IFLA_BR_MCAST_QUERY_USE_IFADDR");
  public static final Attribute<Integer> MCAST_QUERIER = TABLE.u8(25, "IFLA_BR_MCAST_QUERIER");
  public static final Attribute<Integer> MCAST_HASH_ELASTICITY =
      TABLE.u32(26, "IFLA_BR_MCAST_HASH_ELASTICITY");
  public static final Attribute<Integer> MCAST_HASH_MAX = TABLE.u32(27, "IFLA_BR_MCAST_HASH_MAX");
  public static final Attribute<Integer> MCAST_LAST_MEMBER_CNT =
      TABLE.u32(28, "IFLA_BR_MCAST_LAST_MEMBER_CNT");
  public static final Attribute<Integer> MCAST_STARTUP_QUERY_CNT =
      TABLE.u32(29, "IFLA_BR_MCAST_STARTUP_QUERY_CNT");
  public static final Attribute<Long> MCAST_LAST_MEMBER_INTVL =
      TABLE.u64(30, "IFLA_BR_MCAST_LAST_MEMBER_INTVL");
  public static final Attribute<Long> MCAST_MEMBERSHIP_INTVL =
      TABLE.u64(31, "IFLA_BR_MCAST_MEMBERSHIP_INTVL");
  public static final Attribute<Long> MCAST_QUERIER_INTVL =
      TABLE.u64(32, "IFLA_BR_MCAST_QUERIER_INTVL");
  public static final Attribute<Long> MCAST_QUERY_INTVL =
      TABLE.u64(33, "IFLA_BR_MCAST_QUERY_INTVL");
  public static final Attribute<Long> MCAST_QUERY_RESPONSE_INTVL =
      TABLE.u64(34, "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL");
  public static final Attribute<Long> MCAST_STARTUP_QUERY_INTVL =
      TABLE.u64(35, "IFLA_BR_MCAST_STARTUP_QUERY_INTVL");
  public static final Attribute<Integer> NF_CALL_IPTABLES =
      TABLE.u8(36, "IFLA_BR_NF_CALL_IPTABLES");
  public static final Attribute<Integer> NF_CALL_IP6TABLES =
      TABLE.u8(37, "IFLA_BR_NF_CALL_IP6TABLES");
  public static final Attribute<Integer> NF_CALL_ARPTABLES =
      TABLE.u8(38, "IFLA_BR_NF_CALL_ARPTABLES");
  public static final Attribute<Integer> VLAN_DEFAULT_PVID =
      TABLE.u16(39, "IFLA_BR_VLAN_DEFAULT_PVID");
  public static final Attribute<Bytes> PAD = TABLE.bytes(40, "IFLA_BR_PAD");
  public static final Attribute<Integer> VLAN_STATS_ENABLED =
      TABLE.u8(41, "IFLA_BR_VLAN_STATS_ENABLED");
  public static final Attribute<Integer> MCAST_STATS_ENABLED =
      TABLE.u8(42, "IFLA_BR_MCAST_STATS_ENABLED");
  public static final Attribute<Integer> MCAST_IGMP_VERSION =
      TABLE.u8(43, "IFLA_BR_MCAST_IGMP_VERSION");
  public static final Attribute<Integer> MCAST_MLD_VERSION =
      TABLE.u8(44, "IFLA_BR_MCAST_MLD_VERSION");
  public static final Attribute<Integer> VLAN_STATS_PER_PORT =
      TABLE.u8(45, "IFLA_BR_VLAN_STATS_PER_PORT");
  public static final Attribute<Options> MULTI_BOOLOPT =
      TABLE.struct(46, "IFLA_BR_MULTI_BOOLOPT", Options.class);
  public static final Attribute<Attributes> MCAST_QUERIER_STATE =
      TABLE.nest(47, "IFLA_BR_MCAST_QUERIER_STATE", () -> Querier.TABLE);
  public static final Attribute<Integer> FDB_N_LEARNED = TABLE.u32(48, "IFLA_BR_FDB_N_LEARNED");
  public static final Attribute<Integer> FDB_MAX_LEARNED = TABLE.u32(49, "IFLA_BR_FDB_MAX_LEARNED");
  public static final Attribute<Integer> STP_MODE = TABLE.u32(50, "IFLA_BR_STP_MODE");

  public static final Format<Bridge> FORMAT = NestKind.format(TABLE, Bridge::new);

  /** An {@code Options} bit: learn no address from link-local multicast. */
  public static final int BR_BOOLOPT_NO_LL_LEARN = 0;

  /** An {@code Options} bit: multiple spanning trees (Linux 5.18). */
  public static final int BR_BOOLOPT_MST_ENABLE = 2;

  /**
   * {@code struct br_boolopt_multi}: on-off options as bits.
   *
   * @param mask which of them are meant
   */
  public record Options(@U32 int values, @U32 int mask) {
    @Override
    public String toString() {
      return "0x" + Integer.toHexString(values) + "/0x" + Integer.toHexString(mask);
    }
  }

  /** With the kernel's defaults. */
  public static Bridge plain() {
    return new Bridge(TABLE.empty());
  }

  /** Whether ports take part in vlans. */
  public Bridge vlanFiltering(boolean on) {
    return with(VLAN_FILTERING, on ? 1 : 0);
  }

  /** Whether it runs the spanning tree protocol. */
  public Bridge stp(boolean on) {
    return with(STP_STATE, on ? 1 : 0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Bridge with(Attributes attributes) {
    return new Bridge(attributes);
  }
}
