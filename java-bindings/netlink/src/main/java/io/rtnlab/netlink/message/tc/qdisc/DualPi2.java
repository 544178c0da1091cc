// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Two coupled queues, one of low latency ({@code TCA_DUALPI2_*}, RFC 9332). */
public record DualPi2(Attributes attributes) implements Discipline, NestKind<DualPi2> {
  public static final String KIND = "dualpi2";

  public static final AttributeTable TABLE = new AttributeTable("dualpi2-attrs", "TCA_DUALPI2_");

  public static final Attribute<Integer> LIMIT = TABLE.u32(1, "TCA_DUALPI2_LIMIT");
  public static final Attribute<Integer> MEMORY_LIMIT = TABLE.u32(2, "TCA_DUALPI2_MEMORY_LIMIT");
  public static final Attribute<Integer> TARGET = TABLE.u32(3, "TCA_DUALPI2_TARGET");
  public static final Attribute<Integer> TUPDATE = TABLE.u32(4, "TCA_DUALPI2_TUPDATE");
  public static final Attribute<Integer> ALPHA = TABLE.u32(5, "TCA_DUALPI2_ALPHA");
  public static final Attribute<Integer> BETA = TABLE.u32(6, "TCA_DUALPI2_BETA");
  public static final Attribute<Integer> STEP_THRESH_PKTS =
      TABLE.u32(7, "TCA_DUALPI2_STEP_THRESH_PKTS");
  public static final Attribute<Integer> STEP_THRESH_US =
      TABLE.u32(8, "TCA_DUALPI2_STEP_THRESH_US");
  public static final Attribute<Integer> MIN_QLEN_STEP = TABLE.u32(9, "TCA_DUALPI2_MIN_QLEN_STEP");
  public static final Attribute<Integer> COUPLING = TABLE.u8(10, "TCA_DUALPI2_COUPLING");
  public static final Attribute<Integer> DROP_OVERLOAD = TABLE.u8(11, "TCA_DUALPI2_DROP_OVERLOAD");
  public static final Attribute<Integer> DROP_EARLY = TABLE.u8(12, "TCA_DUALPI2_DROP_EARLY");
  public static final Attribute<Integer> C_PROTECTION = TABLE.u8(13, "TCA_DUALPI2_C_PROTECTION");
  public static final Attribute<Integer> ECN_MASK = TABLE.u8(14, "TCA_DUALPI2_ECN_MASK");
  public static final Attribute<Integer> SPLIT_GSO = TABLE.u8(15, "TCA_DUALPI2_SPLIT_GSO");

  /** How it lies in its attribute. */
  public static final Format<DualPi2> FORMAT = NestKind.format(TABLE, DualPi2::new);

  /** With the kernel's defaults. */
  public static DualPi2 plain() {
    return new DualPi2(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public DualPi2 with(Attributes attributes) {
    return new DualPi2(attributes);
  }
}
