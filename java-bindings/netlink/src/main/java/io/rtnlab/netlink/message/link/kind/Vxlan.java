// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.Be16;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/** Ethernet over UDP ({@code IFLA_VXLAN_*}, drivers/net/vxlan, RFC 7348). */
public record Vxlan(Attributes attributes) implements LinkKind, NestKind<Vxlan> {
  public static final String KIND = "vxlan";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-vxlan-attrs", "IFLA_VXLAN_");
  public static final Attribute<Integer> ID = TABLE.u32(1, "IFLA_VXLAN_ID");
  public static final Attribute<InetAddress> GROUP = TABLE.ip(2, "IFLA_VXLAN_GROUP");
  public static final Attribute<Integer> LINK = TABLE.u32(3, "IFLA_VXLAN_LINK");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(4, "IFLA_VXLAN_LOCAL");
  public static final Attribute<Integer> TTL = TABLE.u8(5, "IFLA_VXLAN_TTL");
  public static final Attribute<Integer> TOS = TABLE.u8(6, "IFLA_VXLAN_TOS");
  public static final Attribute<Integer> LEARNING = TABLE.u8(7, "IFLA_VXLAN_LEARNING");
  public static final Attribute<Integer> AGEING = TABLE.u32(8, "IFLA_VXLAN_AGEING");
  public static final Attribute<Integer> LIMIT = TABLE.u32(9, "IFLA_VXLAN_LIMIT");
  public static final Attribute<PortRange> PORT_RANGE =
      TABLE.struct(10, "IFLA_VXLAN_PORT_RANGE", PortRange.class);
  public static final Attribute<Integer> PROXY = TABLE.u8(11, "IFLA_VXLAN_PROXY");
  public static final Attribute<Integer> RSC = TABLE.u8(12, "IFLA_VXLAN_RSC");
  public static final Attribute<Integer> L2MISS = TABLE.u8(13, "IFLA_VXLAN_L2MISS");
  public static final Attribute<Integer> L3MISS = TABLE.u8(14, "IFLA_VXLAN_L3MISS");
  public static final Attribute<Integer> PORT = TABLE.be16(15, "IFLA_VXLAN_PORT");
  public static final Attribute<InetAddress> GROUP6 = TABLE.ip(16, "IFLA_VXLAN_GROUP6");
  public static final Attribute<InetAddress> LOCAL6 = TABLE.ip(17, "IFLA_VXLAN_LOCAL6");
  public static final Attribute<Integer> UDP_CSUM = TABLE.u8(18, "IFLA_VXLAN_UDP_CSUM");
  public static final Attribute<Integer> UDP_ZERO_CSUM6_TX =
      TABLE.u8(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX");
  public static final Attribute<Integer> UDP_ZERO_CSUM6_RX =
      TABLE.u8(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX");
  public static final Attribute<Integer> REMCSUM_TX = TABLE.u8(21, "IFLA_VXLAN_REMCSUM_TX");
  public static final Attribute<Integer> REMCSUM_RX = TABLE.u8(22, "IFLA_VXLAN_REMCSUM_RX");
  public static final Attribute<Boolean> GBP = TABLE.flag(23, "IFLA_VXLAN_GBP");
  public static final Attribute<Boolean> REMCSUM_NOPARTIAL =
      TABLE.flag(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL");
  public static final Attribute<Integer> COLLECT_METADATA =
      TABLE.u8(25, "IFLA_VXLAN_COLLECT_METADATA");
  public static final Attribute<Integer> LABEL = TABLE.be32(26, "IFLA_VXLAN_LABEL");
  public static final Attribute<Boolean> GPE = TABLE.flag(27, "IFLA_VXLAN_GPE");
  public static final Attribute<Boolean> TTL_INHERIT = TABLE.flag(28, "IFLA_VXLAN_TTL_INHERIT");
  public static final Attribute<Integer> DF = TABLE.u8(29, "IFLA_VXLAN_DF");
  public static final Attribute<Integer> VNIFILTER = TABLE.u8(30, "IFLA_VXLAN_VNIFILTER");
  public static final Attribute<Integer> LOCALBYPASS = TABLE.u8(31, "IFLA_VXLAN_LOCALBYPASS");
  public static final Attribute<Integer> LABEL_POLICY = TABLE.u32(32, "IFLA_VXLAN_LABEL_POLICY");
  public static final Attribute<Bytes> RESERVED_BITS = TABLE.bytes(33, "IFLA_VXLAN_RESERVED_BITS");
  public static final Attribute<Integer> MC_ROUTE = TABLE.u8(34, "IFLA_VXLAN_MC_ROUTE");

  public static final Format<Vxlan> FORMAT = NestKind.format(TABLE, Vxlan::new);

  /** {@code struct ifla_vxlan_port_range}: source ports. */
  public record PortRange(@Be16 int low, @Be16 int high) {}

  /** Network 0 to 16,777,215. */
  public static Vxlan id(int id) {
    return new Vxlan(TABLE.empty()).with(ID, id);
  }

  /** The other end, or a multicast group that all ends join. */
  public Vxlan remote(InetAddress remote) {
    return with(remote.getAddress().length == 4 ? GROUP : GROUP6, remote);
  }

  public Vxlan local(InetAddress local) {
    return with(local.getAddress().length == 4 ? LOCAL : LOCAL6, local);
  }

  /** UDP port of the other end: 4789 is IANA's, 8472 the kernel's default. */
  public Vxlan port(int port) {
    return with(PORT, port);
  }

  /** Out by that link. */
  public Vxlan dev(int linkIndex) {
    return with(LINK, linkIndex);
  }

  public Vxlan learning(boolean on) {
    return with(LEARNING, on ? 1 : 0);
  }

  public int id() {
    return get(ID, 0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Vxlan with(Attributes attributes) {
    return new Vxlan(attributes);
  }
}
