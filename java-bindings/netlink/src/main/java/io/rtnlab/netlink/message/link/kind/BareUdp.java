// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** Packets straight in UDP ({@code IFLA_BAREUDP_*}). */
public record BareUdp(Attributes attributes) implements LinkKind, NestKind<BareUdp> {
  public static final String KIND = "bareudp";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-bareudp-attrs", "IFLA_BAREUDP_");

  public static final Attribute<Integer> PORT = TABLE.be16(1, "IFLA_BAREUDP_PORT");
  public static final Attribute<Integer> ETHERTYPE = TABLE.be16(2, "IFLA_BAREUDP_ETHERTYPE");
  public static final Attribute<Integer> SRCPORT_MIN = TABLE.u16(3, "IFLA_BAREUDP_SRCPORT_MIN");
  public static final Attribute<Boolean> MULTIPROTO_MODE =
      TABLE.flag(4, "IFLA_BAREUDP_MULTIPROTO_MODE");

  /** How it lies in its attribute. */
  public static final Format<BareUdp> FORMAT = NestKind.format(TABLE, BareUdp::new);

  /** With the kernel's defaults. */
  public static BareUdp plain() {
    return new BareUdp(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public BareUdp with(Attributes attributes) {
    return new BareUdp(attributes);
  }
}
