// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** A session of a modem ({@code IFLA_WWAN_*}). */
public record Wwan(Attributes attributes) implements LinkKind, NestKind<Wwan> {
  public static final String KIND = "wwan";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-wwan-attrs", "IFLA_WWAN_");

  public static final Attribute<Integer> LINK_ID = TABLE.u32(1, "IFLA_WWAN_LINK_ID");

  /** How it lies in its attribute. */
  public static final Format<Wwan> FORMAT = NestKind.format(TABLE, Wwan::new);

  /** With the kernel's defaults. */
  public static Wwan plain() {
    return new Wwan(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Wwan with(Attributes attributes) {
    return new Wwan(attributes);
  }
}
