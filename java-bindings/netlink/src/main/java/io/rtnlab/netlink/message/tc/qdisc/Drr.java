// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Classes that take turns by bytes ({@code TCA_DRR_*}, net/sched/sch_drr.c). */
public record Drr(Attributes attributes) implements Discipline, NestKind<Drr> {
  public static final String KIND = "drr";

  public static final AttributeTable TABLE = new AttributeTable("drr-attrs", "TCA_DRR_");

  public static final Attribute<Integer> QUANTUM = TABLE.u32(1, "TCA_DRR_QUANTUM");

  /** How it lies in its attribute. */
  public static final Format<Drr> FORMAT = NestKind.format(TABLE, Drr::new);

  /** With the kernel's defaults. */
  public static Drr plain() {
    return new Drr(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Drr with(Attributes attributes) {
    return new Drr(attributes);
  }
}
