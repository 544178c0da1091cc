// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ClassId;
import io.rtnlab.netlink.message.tc.Classifier;
import java.net.InetAddress;
import java.util.List;

/** Matches named fields of a packet ({@code TCA_FLOWER_*}, net/sched/cls_flower.c). */
public record Flower(Attributes attributes) implements Classifier, NestKind<Flower> {
  public static final String KIND = "flower";

  public static final AttributeTable TABLE = new AttributeTable("flower-attrs", "TCA_FLOWER_");
  public static final Attribute<Integer> CLASSID =
      TABLE.add(1, "TCA_FLOWER_CLASSID", ClassId.FORMAT);
  public static final Attribute<String> INDEV = TABLE.text(2, "TCA_FLOWER_INDEV");
  public static final Attribute<List<Action>> ACT = TABLE.add(3, "TCA_FLOWER_ACT", Action.LIST);
  public static final Attribute<LinkAddress> KEY_ETH_DST =
      TABLE.linkAddress(4, "TCA_FLOWER_KEY_ETH_DST");
  public static final Attribute<LinkAddress> KEY_ETH_DST_MASK =
      TABLE.linkAddress(5, "TCA_FLOWER_KEY_ETH_DST_MASK");
  public static final Attribute<LinkAddress> KEY_ETH_SRC =
      TABLE.linkAddress(6, "TCA_FLOWER_KEY_ETH_SRC");
  public static final Attribute<LinkAddress> KEY_ETH_SRC_MASK =
      TABLE.linkAddress(7, "TCA_FLOWER_KEY_ETH_SRC_MASK");
  public static final Attribute<Integer> KEY_ETH_TYPE = TABLE.be16(8, "TCA_FLOWER_KEY_ETH_TYPE");
  public static final Attribute<Integer> KEY_IP_PROTO = TABLE.u8(9, "TCA_FLOWER_KEY_IP_PROTO");
  public static final Attribute<InetAddress> KEY_IPV4_SRC = TABLE.ip(10, "TCA_FLOWER_KEY_IPV4_SRC");
  public static final Attribute<InetAddress> KEY_IPV4_SRC_MASK =
      TABLE.ip(11, "TCA_FLOWER_KEY_IPV4_SRC_MASK");
  public static final Attribute<InetAddress> KEY_IPV4_DST = TABLE.ip(12, "TCA_FLOWER_KEY_IPV4_DST");
  public static final Attribute<InetAddress> KEY_IPV4_DST_MASK =
      TABLE.ip(13, "TCA_FLOWER_KEY_IPV4_DST_MASK");
  public static final Attribute<InetAddress> KEY_IPV6_SRC = TABLE.ip(14, "TCA_FLOWER_KEY_IPV6_SRC");
  public static final Attribute<InetAddress> KEY_IPV6_SRC_MASK =
      TABLE.ip(15, "TCA_FLOWER_KEY_IPV6_SRC_MASK");
  public static final Attribute<InetAddress> KEY_IPV6_DST = TABLE.ip(16, "TCA_FLOWER_KEY_IPV6_DST");
  public static final Attribute<InetAddress> KEY_IPV6_DST_MASK =
      TABLE.ip(17, "TCA_FLOWER_KEY_IPV6_DST_MASK");
  public static final Attribute<Integer> KEY_TCP_SRC = TABLE.be16(18, "TCA_FLOWER_KEY_TCP_SRC");
  public static final Attribute<Integer> KEY_TCP_DST = TABLE.be16(19, "TCA_FLOWER_KEY_TCP_DST");
  public static final Attribute<Integer> KEY_UDP_SRC = TABLE.be16(20, "TCA_FLOWER_KEY_UDP_SRC");
  public static final Attribute<Integer> KEY_UDP_DST = TABLE.be16(21, "TCA_FLOWER_KEY_UDP_DST");
  public static final Attribute<Integer> FLAGS = TABLE.u32(22, "TCA_FLOWER_FLAGS");
  public static final Attribute<Integer> KEY_VLAN_ID = TABLE.u16(23, "TCA_FLOWER_KEY_VLAN_ID");
  public static final Attribute<Integer> KEY_VLAN_PRIO = TABLE.u8(24, "TCA_FLOWER_KEY_VLAN_PRIO");
  public static final Attribute<Integer> KEY_VLAN_ETH_TYPE =
      TABLE.be16(25, "TCA_FLOWER_KEY_VLAN_ETH_TYPE");
  public static final Attribute<Integer> KEY_ENC_KEY_ID =
      TABLE.be32(26, "TCA_FLOWER_KEY_ENC_KEY_ID");
  public static final Attribute<InetAddress> KEY_ENC_IPV4_SRC =
      TABLE.ip(27, "TCA_FLOWER_KEY_ENC_IPV4_SRC");
  public static final Attribute<InetAddress> KEY_ENC_IPV4_SRC_MASK =
      TABLE.ip(28, "TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK");
  public static final Attribute<InetAddress> KEY_ENC_IPV4_DST =
      TABLE.ip(29, "TCA_FLOWER_KEY_ENC_IPV4_DST");
  public static final Attribute<InetAddress> KEY_ENC_IPV4_DST_MASK =
      TABLE.ip(30, "TCA_FLOWER_KEY_ENC_IPV4_DST_MASK");
  public static final Attribute<InetAddress> KEY_ENC_IPV6_SRC =
      TABLE.ip(31, "TCA_FLOWER_KEY_ENC_IPV6_SRC");
  public static final Attribute<InetAddress> KEY_ENC_IPV6_SRC_MASK =
      TABLE.ip(32, "TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK");
  public static final Attribute<InetAddress> KEY_ENC_IPV6_DST =
      TABLE.ip(33, "TCA_FLOWER_KEY_ENC_IPV6_DST");
  public static final Attribute<InetAddress> KEY_ENC_IPV6_DST_MASK =
      TABLE.ip(34, "TCA_FLOWER_KEY_ENC_IPV6_DST_MASK");
  public static final Attribute<Integer> KEY_TCP_SRC_MASK =
      TABLE.be16(35, "TCA_FLOWER_KEY_TCP_SRC_MASK");
  public static final Attribute<Integer> KEY_TCP_DST_MASK =
      TABLE.be16(36, "TCA_FLOWER_KEY_TCP_DST_MASK");
  public static final Attribute<Integer> KEY_UDP_SRC_MASK =
      TABLE.be16(37, "TCA_FLOWER_KEY_UDP_SRC_MASK");
  public static final Attribute<Integer> KEY_UDP_DST_MASK =
      TABLE.be16(38, "TCA_FLOWER_KEY_UDP_DST_MASK");
  public static final Attribute<Integer> KEY_SCTP_SRC_MASK =
      TABLE.be16(39, "TCA_FLOWER_KEY_SCTP_SRC_MASK");
  public static final Attribute<Integer> KEY_SCTP_DST_MASK =
      TABLE.be16(40, "TCA_FLOWER_KEY_SCTP_DST_MASK");
  public static final Attribute<Integer> KEY_SCTP_SRC = TABLE.be16(41, "TCA_FLOWER_KEY_SCTP_SRC");
  public static final Attribute<Integer> KEY_SCTP_DST = TABLE.be16(42, "TCA_FLOWER_KEY_SCTP_DST");
  public static final Attribute<Integer> KEY_ENC_UDP_SRC_PORT =
      TABLE.be16(43, "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT");
  public static final Attribute<Integer> KEY_ENC_UDP_SRC_PORT_MASK =
      TABLE.be16(44, "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK");
  public static final Attribute<Integer> KEY_ENC_UDP_DST_PORT =
      TABLE.be16(45, "TCA_FLOWER_KEY_ENC_UDP_DST_PORT");
  public static final Attribute<Integer> KEY_ENC_UDP_DST_PORT_MASK =
      TABLE.be16(46, "TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK");
  public static final Attribute<Integer> KEY_FLAGS = TABLE.be32(47, "TCA_FLOWER_KEY_FLAGS");
  public static final Attribute<Integer> KEY_FLAGS_MASK =
      TABLE.be32(48, "TCA_FLOWER_KEY_FLAGS_MASK");
  public static final Attribute<Integer> KEY_ICMPV4_CODE =
      TABLE.u8(49, "TCA_FLOWER_KEY_ICMPV4_CODE");
  public static final Attribute<Integer> KEY_ICMPV4_CODE_MASK =
      TABLE.u8(50, "TCA_FLOWER_KEY_ICMPV4_CODE_MASK");
  public static final Attribute<Integer> KEY_ICMPV4_TYPE =
      TABLE.u8(51, "TCA_FLOWER_KEY_ICMPV4_TYPE");
  public static final Attribute<Integer> KEY_ICMPV4_TYPE_MASK =
      TABLE.u8(52, "TCA_FLOWER_KEY_ICMPV4_TYPE_MASK");
  public static final Attribute<Integer> KEY_ICMPV6_CODE =
      TABLE.u8(53, "TCA_FLOWER_KEY_ICMPV6_CODE");
  public static final Attribute<Integer> KEY_ICMPV6_CODE_MASK =
      TABLE.u8(54, "TCA_FLOWER_KEY_ICMPV6_CODE_MASK");
  public static final Attribute<Integer> KEY_ICMPV6_TYPE =
      TABLE.u8(55, "TCA_FLOWER_KEY_ICMPV6_TYPE");
  public static final Attribute<Integer> KEY_ICMPV6_TYPE_MASK =
      TABLE.u8(56, "TCA_FLOWER_KEY_ICMPV6_TYPE_MASK");
  public static final Attribute<InetAddress> KEY_ARP_SIP = TABLE.ip(57, "TCA_FLOWER_KEY_ARP_SIP");
  public static final Attribute<InetAddress> KEY_ARP_SIP_MASK =
      TABLE.ip(58, "TCA_FLOWER_KEY_ARP_SIP_MASK");
  public static final Attribute<InetAddress> KEY_ARP_TIP = TABLE.ip(59, "TCA_FLOWER_KEY_ARP_TIP");
  public static final Attribute<InetAddress> KEY_ARP_TIP_MASK =
      TABLE.ip(60, "TCA_FLOWER_KEY_ARP_TIP_MASK");
  public static final Attribute<Integer> KEY_ARP_OP = TABLE.u8(61, "TCA_FLOWER_KEY_ARP_OP");
  public static final Attribute<Integer> KEY_ARP_OP_MASK =
      TABLE.u8(62, "TCA_FLOWER_KEY_ARP_OP_MASK");
  public static final Attribute<LinkAddress> KEY_ARP_SHA =
      TABLE.linkAddress(63, "TCA_FLOWER_KEY_ARP_SHA");
  public static final Attribute<LinkAddress> KEY_ARP_SHA_MASK =
      TABLE.linkAddress(64, "TCA_FLOWER_KEY_ARP_SHA_MASK");
  public static final Attribute<LinkAddress> KEY_ARP_THA =
      TABLE.linkAddress(65, "TCA_FLOWER_KEY_ARP_THA");
  public static final Attribute<LinkAddress> KEY_ARP_THA_MASK =
      TABLE.linkAddress(66, "TCA_FLOWER_KEY_ARP_THA_MASK");
  public static final Attribute<Integer> KEY_MPLS_TTL = TABLE.u8(67, "TCA_FLOWER_KEY_MPLS_TTL");
  public static final Attribute<Integer> KEY_MPLS_BOS = TABLE.u8(68, "TCA_FLOWER_KEY_MPLS_BOS");
  public static final Attribute<Integer> KEY_MPLS_TC = TABLE.u8(69, "TCA_FLOWER_KEY_MPLS_TC");
  public static final Attribute<Integer> KEY_MPLS_LABEL =
      TABLE.u32(70, "TCA_FLOWER_KEY_MPLS_LABEL");
  public static final Attribute<Integer> KEY_TCP_FLAGS = TABLE.be16(71, "TCA_FLOWER_KEY_TCP_FLAGS");
  public static final Attribute<Integer> KEY_TCP_FLAGS_MASK =
      TABLE.be16(72, "TCA_FLOWER_KEY_TCP_FLAGS_MASK");
  public static final Attribute<Integer> KEY_IP_TOS = TABLE.u8(73, "TCA_FLOWER_KEY_IP_TOS");
  public static final Attribute<Integer> KEY_IP_TOS_MASK =
      TABLE.u8(74, "TCA_FLOWER_KEY_IP_TOS_MASK");
  public static final Attribute<Integer> KEY_IP_TTL = TABLE.u8(75, "TCA_FLOWER_KEY_IP_TTL");
  public static final Attribute<Integer> KEY_IP_TTL_MASK =
      TABLE.u8(76, "TCA_FLOWER_KEY_IP_TTL_MASK");
  public static final Attribute<Integer> KEY_CVLAN_ID = TABLE.u16(77, "TCA_FLOWER_KEY_CVLAN_ID");
  public static final Attribute<Integer> KEY_CVLAN_PRIO = TABLE.u8(78, "TCA_FLOWER_KEY_CVLAN_PRIO");
  public static final Attribute<Integer> KEY_CVLAN_ETH_TYPE =
      TABLE.be16(79, "TCA_FLOWER_KEY_CVLAN_ETH_TYPE");
  public static final Attribute<Integer> KEY_ENC_IP_TOS = TABLE.u8(80, "TCA_FLOWER_KEY_ENC_IP_TOS");
  public static final Attribute<Integer> KEY_ENC_IP_TOS_MASK =
      TABLE.u8(81, "TCA_FLOWER_KEY_ENC_IP_TOS_MASK");
  public static final Attribute<Integer> KEY_ENC_IP_TTL = TABLE.u8(82, "TCA_FLOWER_KEY_ENC_IP_TTL");
  public static final Attribute<Integer> KEY_ENC_IP_TTL_MASK =
      TABLE.u8(83, "TCA_FLOWER_KEY_ENC_IP_TTL_MASK");
  public static final Attribute<Attributes> KEY_ENC_OPTS =
      TABLE.nest(84, "TCA_FLOWER_KEY_ENC_OPTS", () -> FlowerOptions.TABLE);
  public static final Attribute<Attributes> KEY_ENC_OPTS_MASK =
      TABLE.nest(85, "TCA_FLOWER_KEY_ENC_OPTS_MASK", () -> FlowerOptions.TABLE);
  public static final Attribute<Integer> IN_HW_COUNT = TABLE.u32(86, "TCA_FLOWER_IN_HW_COUNT");
  public static final Attribute<Integer> KEY_PORT_SRC_MIN =
      TABLE.be16(87, "TCA_FLOWER_KEY_PORT_SRC_MIN");
  public static final Attribute<Integer> KEY_PORT_SRC_MAX =
      TABLE.be16(88, "TCA_FLOWER_KEY_PORT_SRC_MAX");
  public static final Attribute<Integer> KEY_PORT_DST_MIN =
      TABLE.be16(89, "TCA_FLOWER_KEY_PORT_DST_MIN");
  public static final Attribute<Integer> KEY_PORT_DST_MAX =
      TABLE.be16(90, "TCA_FLOWER_KEY_PORT_DST_MAX");
  public static final Attribute<Integer> KEY_CT_STATE = TABLE.u16(91, "TCA_FLOWER_KEY_CT_STATE");
  public static final Attribute<Integer> KEY_CT_STATE_MASK =
      TABLE.u16(92, "TCA_FLOWER_KEY_CT_STATE_MASK");
  public static final Attribute<Integer> KEY_CT_ZONE = TABLE.u16(93, "TCA_FLOWER_KEY_CT_ZONE");
  public static final Attribute<Integer> KEY_CT_ZONE_MASK =
      TABLE.u16(94, "TCA_FLOWER_KEY_CT_ZONE_MASK");
  public static final Attribute<Integer> KEY_CT_MARK = TABLE.bits32(95, "TCA_FLOWER_KEY_CT_MARK");
  public static final Attribute<Integer> KEY_CT_MARK_MASK =
      TABLE.bits32(96, "TCA_FLOWER_KEY_CT_MARK_MASK");
  public static final Attribute<Bytes> KEY_CT_LABELS = TABLE.bytes(97, "TCA_FLOWER_KEY_CT_LABELS");
  public static final Attribute<Bytes> KEY_CT_LABELS_MASK =
      TABLE.bytes(98, "TCA_FLOWER_KEY_CT_LABELS_MASK");
  public static final Attribute<Attributes> KEY_MPLS_OPTS =
      TABLE.nest(99, "TCA_FLOWER_KEY_MPLS_OPTS", () -> FlowerOptions.MPLS_OPTIONS_TABLE);
  public static final Attribute<Integer> KEY_HASH = TABLE.u32(100, "TCA_FLOWER_KEY_HASH");
  public static final Attribute<Integer> KEY_HASH_MASK =
      TABLE.bits32(101, "TCA_FLOWER_KEY_HASH_MASK");
  public static final Attribute<Integer> KEY_NUM_OF_VLANS =
      TABLE.u8(102, "TCA_FLOWER_KEY_NUM_OF_VLANS");
  public static final Attribute<Integer> KEY_PPPOE_SID =
      TABLE.be16(103, "TCA_FLOWER_KEY_PPPOE_SID");
  public static final Attribute<Integer> KEY_PPP_PROTO =
      TABLE.be16(104, "TCA_FLOWER_KEY_PPP_PROTO");
  public static final Attribute<Integer> KEY_L2TPV3_SID =
      TABLE.be32(105, "TCA_FLOWER_KEY_L2TPV3_SID");
  public static final Attribute<Integer> L2_MISS = TABLE.u8(106, "TCA_FLOWER_L2_MISS");
  public static final Attribute<Attributes> KEY_CFM =
      TABLE.nest(107, "TCA_FLOWER_KEY_CFM", () -> FlowerOptions.CFM_TABLE);
  public static final Attribute<Integer> KEY_SPI = TABLE.be32(108, "TCA_FLOWER_KEY_SPI");
  public static final Attribute<Integer> KEY_SPI_MASK = TABLE.be32(109, "TCA_FLOWER_KEY_SPI_MASK");
  public static final Attribute<Integer> KEY_ENC_FLAGS =
      TABLE.be32(110, "TCA_FLOWER_KEY_ENC_FLAGS");
  public static final Attribute<Integer> KEY_ENC_FLAGS_MASK =
      TABLE.be32(111, "TCA_FLOWER_KEY_ENC_FLAGS_MASK");

  public static final Format<Flower> FORMAT = NestKind.format(TABLE, Flower::new);

  /** {@code TCA_CLS_FLAGS_SKIP_HW}: not in hardware. */
  public static final int TCA_CLS_FLAGS_SKIP_HW = 1 << 0;

  /** Matches packets of an Ethernet type, such as 0x0800. */
  public static Flower ethernetType(int type) {
    return new Flower(TABLE.empty()).with(KEY_ETH_TYPE, type);
  }

  /** To the class of that handle. */
  public Flower toClass(int handle) {
    return with(CLASSID, handle);
  }

  public Flower actions(Action... actions) {
    return with(ACT, List.of(actions));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Flower with(Attributes attributes) {
    return new Flower(attributes);
  }
}
