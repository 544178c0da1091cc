// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Classes by weight ({@code TCA_QFQ_*}, net/sched/sch_qfq.c). */
public record Qfq(Attributes attributes) implements Discipline, NestKind<Qfq> {
  public static final String KIND = "qfq";

  public static final AttributeTable TABLE = new AttributeTable("qfq-attrs", "TCA_QFQ_");

  public static final Attribute<Integer> WEIGHT = TABLE.u32(1, "TCA_QFQ_WEIGHT");
  public static final Attribute<Integer> LMAX = TABLE.u32(2, "TCA_QFQ_LMAX");

  /** How it lies in its attribute. */
  public static final Format<Qfq> FORMAT = NestKind.format(TABLE, Qfq::new);

  /** With the kernel's defaults. */
  public static Qfq plain() {
    return new Qfq(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Qfq with(Attributes attributes) {
    return new Qfq(attributes);
  }
}
