// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/** Tunnels of mobile networks ({@code IFLA_GTP_*}, drivers/net/gtp.c). */
public record Gtp(Attributes attributes) implements LinkKind, NestKind<Gtp> {
  public static final String KIND = "gtp";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-gtp-attrs", "IFLA_GTP_");

  public static final Attribute<Integer> FD0 = TABLE.u32(1, "IFLA_GTP_FD0");
  public static final Attribute<Integer> FD1 = TABLE.u32(2, "IFLA_GTP_FD1");
  public static final Attribute<Integer> PDP_HASHSIZE = TABLE.u32(3, "IFLA_GTP_PDP_HASHSIZE");
  public static final Attribute<Integer> ROLE = TABLE.u32(4, "IFLA_GTP_ROLE");
  public static final Attribute<Integer> CREATE_SOCKETS = TABLE.u8(5, "IFLA_GTP_CREATE_SOCKETS");
  public static final Attribute<Integer> RESTART_COUNT = TABLE.u8(6, "IFLA_GTP_RESTART_COUNT");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(7, "IFLA_GTP_LOCAL");
  public static final Attribute<InetAddress> LOCAL6 = TABLE.ip(8, "IFLA_GTP_LOCAL6");

  /** How it lies in its attribute. */
  public static final Format<Gtp> FORMAT = NestKind.format(TABLE, Gtp::new);

  /** With the kernel's defaults. */
  public static Gtp plain() {
    return new Gtp(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Gtp with(Attributes attributes) {
    return new Gtp(attributes);
  }
}
