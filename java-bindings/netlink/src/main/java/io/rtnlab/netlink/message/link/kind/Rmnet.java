// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.link.LinkKind;

/** A channel of a Qualcomm modem ({@code IFLA_RMNET_*}). */
public record Rmnet(Attributes attributes) implements LinkKind, NestKind<Rmnet> {
  public static final String KIND = "rmnet";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-rmnet-attrs", "IFLA_RMNET_");

  public static final Attribute<Integer> MUX_ID = TABLE.u16(1, "IFLA_RMNET_MUX_ID");
  public static final Attribute<Flags> FLAGS = TABLE.struct(2, "IFLA_RMNET_FLAGS", Flags.class);

  /** How it lies in its attribute. */
  public static final Format<Rmnet> FORMAT = NestKind.format(TABLE, Rmnet::new);

  /** {@code struct ifla_rmnet_flags}, of which those in the mask count. */
  public record Flags(@U32 long flags, @U32 long mask) {}

  /** With the kernel's defaults. */
  public static Rmnet plain() {
    return new Rmnet(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Rmnet with(Attributes attributes) {
    return new Rmnet(attributes);
  }
}
