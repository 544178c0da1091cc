// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** A ring that survives one cut ({@code IFLA_HSR_*}, IEC 62439-3). */
public record Hsr(Attributes attributes) implements LinkKind, NestKind<Hsr> {
  public static final String KIND = "hsr";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-hsr-attrs", "IFLA_HSR_");
  public static final Attribute<Integer> SLAVE1 = TABLE.u32(1, "IFLA_HSR_SLAVE1");
  public static final Attribute<Integer> SLAVE2 = TABLE.u32(2, "IFLA_HSR_SLAVE2");
  public static final Attribute<Integer> MULTICAST_SPEC = TABLE.u8(3, "IFLA_HSR_MULTICAST_SPEC");
  public static final Attribute<LinkAddress> SUPERVISION_ADDR =
      TABLE.linkAddress(4, "IFLA_HSR_SUPERVISION_ADDR");
  public static final Attribute<Integer> SEQ_NR = TABLE.u16(5, "IFLA_HSR_SEQ_NR");
  public static final Attribute<Integer> VERSION = TABLE.u8(6, "IFLA_HSR_VERSION");
  public static final Attribute<Integer> PROTOCOL = TABLE.u8(7, "IFLA_HSR_PROTOCOL");
  public static final Attribute<Integer> INTERLINK = TABLE.u32(8, "IFLA_HSR_INTERLINK");

  public static final Format<Hsr> FORMAT = NestKind.format(TABLE, Hsr::new);

  /** On top of two links. */
  public static Hsr over(int firstIndex, int secondIndex) {
    return new Hsr(TABLE.empty()).with(SLAVE1, firstIndex).with(SLAVE2, secondIndex);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Hsr with(Attributes attributes) {
    return new Hsr(attributes);
  }
}
