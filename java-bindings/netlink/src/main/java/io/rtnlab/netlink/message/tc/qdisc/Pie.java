// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Holds the delay of a queue near a target ({@code TCA_PIE_*}, RFC 8033). */
public record Pie(Attributes attributes) implements Discipline, NestKind<Pie> {
  public static final String KIND = "pie";

  public static final AttributeTable TABLE = new AttributeTable("pie-attrs", "TCA_PIE_");

  public static final Attribute<Integer> TARGET = TABLE.u32(1, "TCA_PIE_TARGET");
  public static final Attribute<Integer> LIMIT = TABLE.u32(2, "TCA_PIE_LIMIT");
  public static final Attribute<Integer> TUPDATE = TABLE.u32(3, "TCA_PIE_TUPDATE");
  public static final Attribute<Integer> ALPHA = TABLE.u32(4, "TCA_PIE_ALPHA");
  public static final Attribute<Integer> BETA = TABLE.u32(5, "TCA_PIE_BETA");
  public static final Attribute<Integer> ECN = TABLE.u32(6, "TCA_PIE_ECN");
  public static final Attribute<Integer> BYTEMODE = TABLE.u32(7, "TCA_PIE_BYTEMODE");
  public static final Attribute<Integer> DQ_RATE_ESTIMATOR =
      TABLE.u32(8, "TCA_PIE_DQ_RATE_ESTIMATOR");

  /** How it lies in its attribute. */
  public static final Format<Pie> FORMAT = NestKind.format(TABLE, Pie::new);

  /** With the kernel's defaults. */
  public static Pie plain() {
    return new Pie(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Pie with(Attributes attributes) {
    return new Pie(attributes);
  }
}
