// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;
import java.util.List;

/** A queue for each flow, each at a pace of its own ({@code TCA_FQ_*}, net/sched/sch_fq.c). */
public record Fq(Attributes attributes) implements Discipline, NestKind<Fq> {
  public static final String KIND = "fq";

  public static final AttributeTable TABLE = new AttributeTable("fq-attrs", "TCA_FQ_");
  public static final Attribute<Integer> PLIMIT = TABLE.u32(1, "TCA_FQ_PLIMIT");
  public static final Attribute<Integer> FLOW_PLIMIT = TABLE.u32(2, "TCA_FQ_FLOW_PLIMIT");
  public static final Attribute<Integer> QUANTUM = TABLE.u32(3, "TCA_FQ_QUANTUM");
  public static final Attribute<Integer> INITIAL_QUANTUM = TABLE.u32(4, "TCA_FQ_INITIAL_QUANTUM");
  public static final Attribute<Integer> RATE_ENABLE = TABLE.u32(5, "TCA_FQ_RATE_ENABLE");
  public static final Attribute<Integer> FLOW_DEFAULT_RATE =
      TABLE.u32(6, "TCA_FQ_FLOW_DEFAULT_RATE");
  public static final Attribute<Integer> FLOW_MAX_RATE = TABLE.u32(7, "TCA_FQ_FLOW_MAX_RATE");
  public static final Attribute<Integer> BUCKETS_LOG = TABLE.u32(8, "TCA_FQ_BUCKETS_LOG");
  public static final Attribute<Integer> FLOW_REFILL_DELAY =
      TABLE.u32(9, "TCA_FQ_FLOW_REFILL_DELAY");
  public static final Attribute<Integer> ORPHAN_MASK = TABLE.bits32(10, "TCA_FQ_ORPHAN_MASK");
  public static final Attribute<Integer> LOW_RATE_THRESHOLD =
      TABLE.u32(11, "TCA_FQ_LOW_RATE_THRESHOLD");
  public static final Attribute<Integer> CE_THRESHOLD = TABLE.u32(12, "TCA_FQ_CE_THRESHOLD");
  public static final Attribute<Integer> TIMER_SLACK = TABLE.u32(13, "TCA_FQ_TIMER_SLACK");
  public static final Attribute<Integer> HORIZON = TABLE.u32(14, "TCA_FQ_HORIZON");
  public static final Attribute<Integer> HORIZON_DROP = TABLE.u8(15, "TCA_FQ_HORIZON_DROP");
  public static final Attribute<Prio.Bands> PRIOMAP =
      TABLE.struct(16, "TCA_FQ_PRIOMAP", Prio.Bands.class);
  public static final Attribute<List<Integer>> WEIGHTS =
      TABLE.add(17, "TCA_FQ_WEIGHTS", Formats.arrayOf(Formats.S32));
  public static final Attribute<Integer> OFFLOAD_HORIZON = TABLE.u32(18, "TCA_FQ_OFFLOAD_HORIZON");

  public static final Format<Fq> FORMAT = NestKind.format(TABLE, Fq::new);

  /** With the kernel's defaults. */
  public static Fq plain() {
    return new Fq(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Fq with(Attributes attributes) {
    return new Fq(attributes);
  }
}
