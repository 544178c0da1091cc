// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Keeps heavy flows behind the others ({@code TCA_HHF_*}, net/sched/sch_hhf.c). */
public record Hhf(Attributes attributes) implements Discipline, NestKind<Hhf> {
  public static final String KIND = "hhf";

  public static final AttributeTable TABLE = new AttributeTable("hhf-attrs", "TCA_HHF_");

  public static final Attribute<Integer> BACKLOG_LIMIT = TABLE.u32(1, "TCA_HHF_BACKLOG_LIMIT");
  public static final Attribute<Integer> QUANTUM = TABLE.u32(2, "TCA_HHF_QUANTUM");
  public static final Attribute<Integer> HH_FLOWS_LIMIT = TABLE.u32(3, "TCA_HHF_HH_FLOWS_LIMIT");
  public static final Attribute<Integer> RESET_TIMEOUT = TABLE.u32(4, "TCA_HHF_RESET_TIMEOUT");
  public static final Attribute<Integer> ADMIT_BYTES = TABLE.u32(5, "TCA_HHF_ADMIT_BYTES");
  public static final Attribute<Integer> EVICT_TIMEOUT = TABLE.u32(6, "TCA_HHF_EVICT_TIMEOUT");
  public static final Attribute<Integer> NON_HH_WEIGHT = TABLE.u32(7, "TCA_HHF_NON_HH_WEIGHT");

  /** How it lies in its attribute. */
  public static final Format<Hhf> FORMAT = NestKind.format(TABLE, Hhf::new);

  /** With the kernel's defaults. */
  public static Hhf plain() {
    return new Hhf(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Hhf with(Attributes attributes) {
    return new Hhf(attributes);
  }
}
