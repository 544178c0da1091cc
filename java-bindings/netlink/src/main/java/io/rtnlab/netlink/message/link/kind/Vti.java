// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/** A tunnel for IPsec ({@code IFLA_VTI_*}): {@code vti} over IPv4, {@code vti6} over IPv6. */
public record Vti(String kind, Attributes attributes) implements LinkKind, NestKind<Vti> {
  public static final AttributeTable TABLE = new AttributeTable("linkinfo-vti-attrs", "IFLA_VTI_");
  public static final Attribute<Integer> LINK = TABLE.u32(1, "IFLA_VTI_LINK");
  public static final Attribute<Integer> IKEY = TABLE.be32(2, "IFLA_VTI_IKEY");
  public static final Attribute<Integer> OKEY = TABLE.be32(3, "IFLA_VTI_OKEY");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(4, "IFLA_VTI_LOCAL");
  public static final Attribute<InetAddress> REMOTE = TABLE.ip(5, "IFLA_VTI_REMOTE");
  public static final Attribute<Integer> FWMARK = TABLE.bits32(6, "IFLA_VTI_FWMARK");

  public static Format<Vti> format(String kind) {
    return NestKind.format(TABLE, attributes -> new Vti(kind, attributes));
  }

  public static final String VTI = "vti";
  public static final String VTI6 = "vti6";

  @Override
  public Vti with(Attributes attributes) {
    return new Vti(kind, attributes);
  }
}
