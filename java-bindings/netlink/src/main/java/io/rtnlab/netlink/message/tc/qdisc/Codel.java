// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Drops what waits too long ({@code TCA_CODEL_*}, RFC 8289). */
public record Codel(Attributes attributes) implements Discipline, NestKind<Codel> {
  public static final String KIND = "codel";

  public static final AttributeTable TABLE = new AttributeTable("codel-attrs", "TCA_CODEL_");

  public static final Attribute<Integer> TARGET = TABLE.u32(1, "TCA_CODEL_TARGET");
  public static final Attribute<Integer> LIMIT = TABLE.u32(2, "TCA_CODEL_LIMIT");
  public static final Attribute<Integer> INTERVAL = TABLE.u32(3, "TCA_CODEL_INTERVAL");
  public static final Attribute<Integer> ECN = TABLE.u32(4, "TCA_CODEL_ECN");
  public static final Attribute<Integer> CE_THRESHOLD = TABLE.u32(5, "TCA_CODEL_CE_THRESHOLD");

  /** How it lies in its attribute. */
  public static final Format<Codel> FORMAT = NestKind.format(TABLE, Codel::new);

  /** With the kernel's defaults. */
  public static Codel plain() {
    return new Codel(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Codel with(Attributes attributes) {
    return new Codel(attributes);
  }
}
