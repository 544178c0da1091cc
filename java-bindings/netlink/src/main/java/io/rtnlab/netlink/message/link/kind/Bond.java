// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;
import java.util.List;

/** Several links that act as one ({@code IFLA_BOND_*}, drivers/net/bonding). */
public record Bond(Attributes attributes) implements LinkKind, NestKind<Bond> {
  public static final String KIND = "bond";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-bond-attrs", "IFLA_BOND_");
  public static final Attribute<Integer> MODE = TABLE.u8(1, "IFLA_BOND_MODE");
  public static final Attribute<Integer> ACTIVE_SLAVE = TABLE.u32(2, "IFLA_BOND_ACTIVE_SLAVE");
  public static final Attribute<Integer> MIIMON = TABLE.u32(3, "IFLA_BOND_MIIMON");
  public static final Attribute<Integer> UPDELAY = TABLE.u32(4, "IFLA_BOND_UPDELAY");
  public static final Attribute<Integer> DOWNDELAY = TABLE.u32(5, "IFLA_BOND_DOWNDELAY");
  public static final Attribute<Integer> USE_CARRIER = TABLE.u8(6, "IFLA_BOND_USE_CARRIER");
  public static final Attribute<Integer> ARP_INTERVAL = TABLE.u32(7, "IFLA_BOND_ARP_INTERVAL");
  public static final Attribute<List<InetAddress>> ARP_IP_TARGET =
      TABLE.add(8, "IFLA_BOND_ARP_IP_TARGET", Formats.listFrom(0, Formats.IP));
  public static final Attribute<Integer> ARP_VALIDATE = TABLE.u32(9, "IFLA_BOND_ARP_VALIDATE");
  public static final Attribute<Integer> ARP_ALL_TARGETS =
      TABLE.u32(10, "IFLA_BOND_ARP_ALL_TARGETS");
  public static final Attribute<Integer> PRIMARY = TABLE.u32(11, "IFLA_BOND_PRIMARY");
  public static final Attribute<Integer> PRIMARY_RESELECT =
      TABLE.u8(12, "IFLA_BOND_PRIMARY_RESELECT");
  public static final Attribute<Integer> FAIL_OVER_MAC = TABLE.u8(13, "IFLA_BOND_FAIL_OVER_MAC");
  public static final Attribute<Integer> XMIT_HASH_POLICY =
      TABLE.u8(14, "IFLA_BOND_XMIT_HASH_POLICY");
  public static final Attribute<Integer> RESEND_IGMP = TABLE.u32(15, "IFLA_BOND_RESEND_IGMP");
  public static final Attribute<Integer> NUM_PEER_NOTIF = TABLE.u8(16, "IFLA_BOND_NUM_PEER_NOTIF");
  public static final Attribute<Integer> ALL_SLAVES_ACTIVE =
      TABLE.u8(17, "IFLA_BOND_ALL_SLAVES_ACTIVE");
  public static final Attribute<Integer> MIN_LINKS = TABLE.u32(18, "IFLA_BOND_MIN_LINKS");
  public static final Attribute<Integer> LP_INTERVAL = TABLE.u32(19, "IFLA_BOND_LP_INTERVAL");
  public static final Attribute<Integer> PACKETS_PER_SLAVE =
      TABLE.u32(20, "IFLA_BOND_PACKETS_PER_SLAVE");
  public static final Attribute<Integer> AD_LACP_RATE = TABLE.u8(21, "IFLA_BOND_AD_LACP_RATE");
  public static final Attribute<Integer> AD_SELECT = TABLE.u8(22, "IFLA_BOND_AD_SELECT");
  public static final Attribute<Attributes> AD_INFO =
      TABLE.nest(23, "IFLA_BOND_AD_INFO", () -> Bond.AD_INFO_TABLE);
  public static final Attribute<Integer> AD_ACTOR_SYS_PRIO =
      TABLE.u16(24, "IFLA_BOND_AD_ACTOR_SYS_PRIO");
  public static final Attribute<Integer> AD_USER_PORT_KEY =
      TABLE.u16(25, "IFLA_BOND_AD_USER_PORT_KEY");
  public static final Attribute<LinkAddress> AD_ACTOR_SYSTEM =
      TABLE.linkAddress(26, "IFLA_BOND_AD_ACTOR_SYSTEM");
  public static final Attribute<Integer> TLB_DYNAMIC_LB = TABLE.u8(27, "IFLA_BOND_TLB_DYNAMIC_LB");
  public static final Attribute<Integer> PEER_NOTIF_DELAY =
      TABLE.u32(28, "IFLA_BOND_PEER_NOTIF_DELAY");
  public static final Attribute<Integer> AD_LACP_ACTIVE = TABLE.u8(29, "IFLA_BOND_AD_LACP_ACTIVE");
  public static final Attribute<Integer> MISSED_MAX = TABLE.u8(30, "IFLA_BOND_MISSED_MAX");
  public static final Attribute<List<InetAddress>> NS_IP6_TARGET =
      TABLE.add(31, "IFLA_BOND_NS_IP6_TARGET", Formats.listFrom(0, Formats.IP));
  public static final Attribute<Integer> COUPLED_CONTROL =
      TABLE.u8(32, "IFLA_BOND_COUPLED_CONTROL");
  public static final Attribute<Integer> BROADCAST_NEIGH =
      TABLE.u8(33, "IFLA_BOND_BROADCAST_NEIGH");
  public static final Attribute<Integer> LACP_STRICT = TABLE.u8(34, "IFLA_BOND_LACP_STRICT");

  public static final AttributeTable AD_INFO_TABLE =
      new AttributeTable("bond-ad-info-attrs", "IFLA_BOND_AD_INFO_");
  public static final Attribute<Integer> AD_INFO_AGGREGATOR =
      AD_INFO_TABLE.u16(1, "IFLA_BOND_AD_INFO_AGGREGATOR");
  public static final Attribute<Integer> AD_INFO_NUM_PORTS =
      AD_INFO_TABLE.u16(2, "IFLA_BOND_AD_INFO_NUM_PORTS");
  public static final Attribute<Integer> AD_INFO_ACTOR_KEY =
      AD_INFO_TABLE.u16(3, "IFLA_BOND_AD_INFO_ACTOR_KEY");
  public static final Attribute<Integer> AD_INFO_PARTNER_KEY =
      AD_INFO_TABLE.u16(4, "IFLA_BOND_AD_INFO_PARTNER_KEY");
  public static final Attribute<LinkAddress> AD_INFO_PARTNER_MAC =
      AD_INFO_TABLE.linkAddress(5, "IFLA_BOND_AD_INFO_PARTNER_MAC");

  public static final Format<Bond> FORMAT = NestKind.format(TABLE, Bond::new);

  public static final int BOND_MODE_ROUNDROBIN = 0;
  public static final int BOND_MODE_ACTIVEBACKUP = 1;
  public static final int BOND_MODE_XOR = 2;
  public static final int BOND_MODE_BROADCAST = 3;
  public static final int BOND_MODE_8023AD = 4;
  public static final int BOND_MODE_TLB = 5;
  public static final int BOND_MODE_ALB = 6;

  /** {@code BOND_MODE_*}. */
  public static Bond mode(int mode) {
    return new Bond(TABLE.empty()).with(MODE, mode);
  }

  public int mode() {
    return get(MODE, BOND_MODE_ROUNDROBIN);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Bond with(Attributes attributes) {
    return new Bond(attributes);
  }
}
