// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.Be16;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/** Ethernet over UDP with options ({@code IFLA_GENEVE_*}, RFC 8926). */
public record Geneve(Attributes attributes) implements LinkKind, NestKind<Geneve> {
  public static final String KIND = "geneve";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-geneve-attrs", "IFLA_GENEVE_");
  public static final Attribute<Integer> ID = TABLE.u32(1, "IFLA_GENEVE_ID");
  public static final Attribute<InetAddress> REMOTE = TABLE.ip(2, "IFLA_GENEVE_REMOTE");
  public static final Attribute<Integer> TTL = TABLE.u8(3, "IFLA_GENEVE_TTL");
  public static final Attribute<Integer> TOS = TABLE.u8(4, "IFLA_GENEVE_TOS");
  public static final Attribute<Integer> PORT = TABLE.be16(5, "IFLA_GENEVE_PORT");
  public static final Attribute<Boolean> COLLECT_METADATA =
      TABLE.flag(6, "IFLA_GENEVE_COLLECT_METADATA");
  public static final Attribute<InetAddress> REMOTE6 = TABLE.ip(7, "IFLA_GENEVE_REMOTE6");
  public static final Attribute<Integer> UDP_CSUM = TABLE.u8(8, "IFLA_GENEVE_UDP_CSUM");
  public static final Attribute<Integer> UDP_ZERO_CSUM6_TX =
      TABLE.u8(9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX");
  public static final Attribute<Integer> UDP_ZERO_CSUM6_RX =
      TABLE.u8(10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX");
  public static final Attribute<Integer> LABEL = TABLE.be32(11, "IFLA_GENEVE_LABEL");
  public static final Attribute<Integer> TTL_INHERIT = TABLE.u8(12, "IFLA_GENEVE_TTL_INHERIT");
  public static final Attribute<Integer> DF = TABLE.u8(13, "IFLA_GENEVE_DF");
  public static final Attribute<Boolean> INNER_PROTO_INHERIT =
      TABLE.flag(14, "IFLA_GENEVE_INNER_PROTO_INHERIT");
  public static final Attribute<PortRange> PORT_RANGE =
      TABLE.struct(15, "IFLA_GENEVE_PORT_RANGE", PortRange.class);
  public static final Attribute<Boolean> GRO_HINT = TABLE.flag(16, "IFLA_GENEVE_GRO_HINT");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(17, "IFLA_GENEVE_LOCAL");
  public static final Attribute<InetAddress> LOCAL6 = TABLE.ip(18, "IFLA_GENEVE_LOCAL6");

  public static final Format<Geneve> FORMAT = NestKind.format(TABLE, Geneve::new);

  /** {@code struct ifla_geneve_port_range}: source ports. */
  public record PortRange(@Be16 int low, @Be16 int high) {}

  /** Network 0 to 16,777,215, to that other end. */
  public static Geneve id(int id, InetAddress remote) {
    return new Geneve(TABLE.empty())
        .with(ID, id)
        .with(remote.getAddress().length == 4 ? REMOTE : REMOTE6, remote);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Geneve with(Attributes attributes) {
    return new Geneve(attributes);
  }
}
