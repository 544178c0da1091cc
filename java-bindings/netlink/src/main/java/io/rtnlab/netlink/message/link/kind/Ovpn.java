// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** Tunnels of OpenVPN ({@code IFLA_OVPN_*}, drivers/net/ovpn). */
public record Ovpn(Attributes attributes) implements LinkKind, NestKind<Ovpn> {
  public static final String KIND = "ovpn";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-ovpn-attrs", "IFLA_OVPN_");

  public static final Attribute<Integer> MODE = TABLE.u8(1, "IFLA_OVPN_MODE");

  /** How it lies in its attribute. */
  public static final Format<Ovpn> FORMAT = NestKind.format(TABLE, Ovpn::new);

  /** With the kernel's defaults. */
  public static Ovpn plain() {
    return new Ovpn(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Ovpn with(Attributes attributes) {
    return new Ovpn(attributes);
  }
}
