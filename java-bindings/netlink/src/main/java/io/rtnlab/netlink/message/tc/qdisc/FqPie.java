// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** {@link Pie} for each flow ({@code TCA_FQ_PIE_*}, net/sched/sch_fq_pie.c). */
public record FqPie(Attributes attributes) implements Discipline, NestKind<FqPie> {
  public static final String KIND = "fq_pie";

  public static final AttributeTable TABLE = new AttributeTable("fq-pie-attrs", "TCA_FQ_PIE_");

  public static final Attribute<Integer> LIMIT = TABLE.u32(1, "TCA_FQ_PIE_LIMIT");
  public static final Attribute<Integer> FLOWS = TABLE.u32(2, "TCA_FQ_PIE_FLOWS");
  public static final Attribute<Integer> TARGET = TABLE.u32(3, "TCA_FQ_PIE_TARGET");
  public static final Attribute<Integer> TUPDATE = TABLE.u32(4, "TCA_FQ_PIE_TUPDATE");
  public static final Attribute<Integer> ALPHA = TABLE.u32(5, "TCA_FQ_PIE_ALPHA");
  public static final Attribute<Integer> BETA = TABLE.u32(6, "TCA_FQ_PIE_BETA");
  public static final Attribute<Integer> QUANTUM = TABLE.u32(7, "TCA_FQ_PIE_QUANTUM");
  public static final Attribute<Integer> MEMORY_LIMIT = TABLE.u32(8, "TCA_FQ_PIE_MEMORY_LIMIT");
  public static final Attribute<Integer> ECN_PROB = TABLE.u32(9, "TCA_FQ_PIE_ECN_PROB");
  public static final Attribute<Integer> ECN = TABLE.u32(10, "TCA_FQ_PIE_ECN");
  public static final Attribute<Integer> BYTEMODE = TABLE.u32(11, "TCA_FQ_PIE_BYTEMODE");
  public static final Attribute<Integer> DQ_RATE_ESTIMATOR =
      TABLE.u32(12, "TCA_FQ_PIE_DQ_RATE_ESTIMATOR");

  /** How it lies in its attribute. */
  public static final Format<FqPie> FORMAT = NestKind.format(TABLE, FqPie::new);

  /** With the kernel's defaults. */
  public static FqPie plain() {
    return new FqPie(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public FqPie with(Attributes attributes) {
    return new FqPie(attributes);
  }
}
