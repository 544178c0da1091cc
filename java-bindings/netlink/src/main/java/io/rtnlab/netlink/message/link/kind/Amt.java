// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/** Multicast through unicast networks ({@code IFLA_AMT_*}, RFC 7450). */
public record Amt(Attributes attributes) implements LinkKind, NestKind<Amt> {
  public static final String KIND = "amt";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-amt-attrs", "IFLA_AMT_");

  public static final Attribute<Integer> MODE = TABLE.u32(1, "IFLA_AMT_MODE");
  public static final Attribute<Integer> RELAY_PORT = TABLE.be16(2, "IFLA_AMT_RELAY_PORT");
  public static final Attribute<Integer> GATEWAY_PORT = TABLE.be16(3, "IFLA_AMT_GATEWAY_PORT");
  public static final Attribute<Integer> LINK = TABLE.u32(4, "IFLA_AMT_LINK");
  public static final Attribute<InetAddress> LOCAL_IP = TABLE.ip(5, "IFLA_AMT_LOCAL_IP");
  public static final Attribute<InetAddress> REMOTE_IP = TABLE.ip(6, "IFLA_AMT_REMOTE_IP");
  public static final Attribute<InetAddress> DISCOVERY_IP = TABLE.ip(7, "IFLA_AMT_DISCOVERY_IP");
  public static final Attribute<Integer> MAX_TUNNELS = TABLE.u32(8, "IFLA_AMT_MAX_TUNNELS");

  /** How it lies in its attribute. */
  public static final Format<Amt> FORMAT = NestKind.format(TABLE, Amt::new);

  /** With the kernel's defaults. */
  public static Amt plain() {
    return new Amt(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Amt with(Attributes attributes) {
    return new Amt(attributes);
  }
}
