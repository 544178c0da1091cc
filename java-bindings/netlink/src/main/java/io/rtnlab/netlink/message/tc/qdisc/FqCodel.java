// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** A queue for each flow, kept short ({@code TCA_FQ_CODEL_*}, RFC 8290). */
public record FqCodel(Attributes attributes) implements Discipline, NestKind<FqCodel> {
  public static final String KIND = "fq_codel";

  public static final AttributeTable TABLE = new AttributeTable("fq-codel-attrs", "TCA_FQ_CODEL_");
  public static final Attribute<Integer> TARGET = TABLE.u32(1, "TCA_FQ_CODEL_TARGET");
  public static final Attribute<Integer> LIMIT = TABLE.u32(2, "TCA_FQ_CODEL_LIMIT");
  public static final Attribute<Integer> INTERVAL = TABLE.u32(3, "TCA_FQ_CODEL_INTERVAL");
  public static final Attribute<Integer> ECN = TABLE.u32(4, "TCA_FQ_CODEL_ECN");
  public static final Attribute<Integer> FLOWS = TABLE.u32(5, "TCA_FQ_CODEL_FLOWS");
  public static final Attribute<Integer> QUANTUM = TABLE.u32(6, "TCA_FQ_CODEL_QUANTUM");
  public static final Attribute<Integer> CE_THRESHOLD = TABLE.u32(7, "TCA_FQ_CODEL_CE_THRESHOLD");
  public static final Attribute<Integer> DROP_BATCH_SIZE =
      TABLE.u32(8, "TCA_FQ_CODEL_DROP_BATCH_SIZE");
  public static final Attribute<Integer> MEMORY_LIMIT = TABLE.u32(9, "TCA_FQ_CODEL_MEMORY_LIMIT");
  public static final Attribute<Integer> CE_THRESHOLD_SELECTOR =
      TABLE.u8(10, "TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR");
  public static final Attribute<Integer> CE_THRESHOLD_MASK =
      TABLE.u8(11, "TCA_FQ_CODEL_CE_THRESHOLD_MASK");

  public static final Format<FqCodel> FORMAT = NestKind.format(TABLE, FqCodel::new);

  /** With the kernel's defaults. */
  public static FqCodel plain() {
    return new FqCodel(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public FqCodel with(Attributes attributes) {
    return new FqCodel(attributes);
  }
}
