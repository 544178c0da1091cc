// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/**
 * A link whose other end is a program ({@code IFLA_TUN_*}). Made by opening {@code /dev/net/tun},
 * not through netlink; only read here.
 */
public record Tun(Attributes attributes) implements LinkKind, NestKind<Tun> {
  public static final String KIND = "tun";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-tun-attrs", "IFLA_TUN_");
  public static final Attribute<Integer> OWNER = TABLE.u32(1, "IFLA_TUN_OWNER");
  public static final Attribute<Integer> GROUP = TABLE.u32(2, "IFLA_TUN_GROUP");
  public static final Attribute<Integer> TYPE = TABLE.u8(3, "IFLA_TUN_TYPE");
  public static final Attribute<Integer> PI = TABLE.u8(4, "IFLA_TUN_PI");
  public static final Attribute<Integer> VNET_HDR = TABLE.u8(5, "IFLA_TUN_VNET_HDR");
  public static final Attribute<Integer> PERSIST = TABLE.u8(6, "IFLA_TUN_PERSIST");
  public static final Attribute<Integer> MULTI_QUEUE = TABLE.u8(7, "IFLA_TUN_MULTI_QUEUE");
  public static final Attribute<Integer> NUM_QUEUES = TABLE.u32(8, "IFLA_TUN_NUM_QUEUES");
  public static final Attribute<Integer> NUM_DISABLED_QUEUES =
      TABLE.u32(9, "IFLA_TUN_NUM_DISABLED_QUEUES");

  public static final Format<Tun> FORMAT = NestKind.format(TABLE, Tun::new);

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Tun with(Attributes attributes) {
    return new Tun(attributes);
  }
}
