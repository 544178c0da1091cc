// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.BitField;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.tc.Discipline;

/** Drops at random before a queue is full ({@code TCA_RED_*}, net/sched/sch_red.c). */
public record Red(Attributes attributes) implements Discipline, NestKind<Red> {
  public static final String KIND = "red";

  public static final AttributeTable TABLE = new AttributeTable("red-attrs", "TCA_RED_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_RED_PARMS", Parameters.class);
  public static final Attribute<Bytes> STAB = TABLE.bytes(2, "TCA_RED_STAB");
  public static final Attribute<Integer> MAX_P = TABLE.u32(3, "TCA_RED_MAX_P");
  public static final Attribute<BitField> FLAGS = TABLE.struct(4, "TCA_RED_FLAGS", BitField.class);
  public static final Attribute<Integer> EARLY_DROP_BLOCK =
      TABLE.u32(5, "TCA_RED_EARLY_DROP_BLOCK");
  public static final Attribute<Integer> MARK_BLOCK = TABLE.u32(6, "TCA_RED_MARK_BLOCK");

  /** How it lies in its attribute. */
  public static final Format<Red> FORMAT = NestKind.format(TABLE, Red::new);

  /** {@code struct tc_red_qopt}. */
  public record Parameters(
      @U32 long limit,
      @U32 long qthMin,
      @U32 long qthMax,
      @U8 int wlog,
      @U8 int plog,
      @U8 int scellLog,
      @U8 int flags) {}

  /** With the kernel's defaults. */
  public static Red plain() {
    return new Red(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Red with(Attributes attributes) {
    return new Red(attributes);
  }
}
