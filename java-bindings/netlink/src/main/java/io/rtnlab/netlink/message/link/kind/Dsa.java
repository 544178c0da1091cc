// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** A port of a switch chip ({@code IFLA_DSA_*}, net/dsa/netlink.c). */
public record Dsa(Attributes attributes) implements LinkKind, NestKind<Dsa> {
  public static final String KIND = "dsa";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-dsa-attrs", "IFLA_DSA_");

  /** Index of the link to the chip. */
  public static final Attribute<Integer> CONDUIT = TABLE.u32(1, "IFLA_DSA_CONDUIT");

  /** How it lies in its attribute. */
  public static final Format<Dsa> FORMAT = NestKind.format(TABLE, Dsa::new);

  /** With the kernel's defaults. */
  public static Dsa plain() {
    return new Dsa(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Dsa with(Attributes attributes) {
    return new Dsa(attributes);
  }
}
