// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** A point-to-point link ({@code IFLA_PPP_*}, drivers/net/ppp/ppp_generic.c). */
public record Ppp(Attributes attributes) implements LinkKind, NestKind<Ppp> {
  public static final String KIND = "ppp";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-ppp-attrs", "IFLA_PPP_");

  /** Descriptor of {@code /dev/ppp}. */
  public static final Attribute<Integer> DEV_FD = TABLE.s32(1, "IFLA_PPP_DEV_FD");

  /** How it lies in its attribute. */
  public static final Format<Ppp> FORMAT = NestKind.format(TABLE, Ppp::new);

  /** With the kernel's defaults. */
  public static Ppp plain() {
    return new Ppp(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Ppp with(Attributes attributes) {
    return new Ppp(attributes);
  }
}
