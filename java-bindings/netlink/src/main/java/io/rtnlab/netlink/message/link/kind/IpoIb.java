// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** IP over InfiniBand ({@code IFLA_IPOIB_*}). */
public record IpoIb(Attributes attributes) implements LinkKind, NestKind<IpoIb> {
  public static final String KIND = "ipoib";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-ipoib-attrs", "IFLA_IPOIB_");

  public static final Attribute<Integer> PKEY = TABLE.u16(1, "IFLA_IPOIB_PKEY");
  public static final Attribute<Integer> MODE = TABLE.u16(2, "IFLA_IPOIB_MODE");
  public static final Attribute<Integer> UMCAST = TABLE.u16(3, "IFLA_IPOIB_UMCAST");

  /** How it lies in its attribute. */
  public static final Format<IpoIb> FORMAT = NestKind.format(TABLE, IpoIb::new);

  /** With the kernel's defaults. */
  public static IpoIb plain() {
    return new IpoIb(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public IpoIb with(Attributes attributes) {
    return new IpoIb(attributes);
  }
}
