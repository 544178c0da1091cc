// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;

/** Changes what the kernel knows of a packet: priority, queue, mark ({@code TCA_SKBEDIT_*}). */
public record SkbEdit(Attributes attributes) implements ActionKind, NestKind<SkbEdit> {
  public static final String KIND = "skbedit";

  public static final AttributeTable TABLE =
      new AttributeTable("act-skbedit-attrs", "TCA_SKBEDIT_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_SKBEDIT_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_SKBEDIT_PARMS", Parameters.class);
  public static final Attribute<Integer> PRIORITY = TABLE.u32(3, "TCA_SKBEDIT_PRIORITY");
  public static final Attribute<Integer> QUEUE_MAPPING = TABLE.u16(4, "TCA_SKBEDIT_QUEUE_MAPPING");
  public static final Attribute<Integer> MARK = TABLE.bits32(5, "TCA_SKBEDIT_MARK");
  public static final Attribute<Bytes> PAD = TABLE.bytes(6, "TCA_SKBEDIT_PAD");
  public static final Attribute<Integer> PTYPE = TABLE.u16(7, "TCA_SKBEDIT_PTYPE");
  public static final Attribute<Integer> MASK = TABLE.bits32(8, "TCA_SKBEDIT_MASK");
  public static final Attribute<Long> FLAGS = TABLE.u64(9, "TCA_SKBEDIT_FLAGS");
  public static final Attribute<Integer> QUEUE_MAPPING_MAX =
      TABLE.u16(10, "TCA_SKBEDIT_QUEUE_MAPPING_MAX");

  /** How it lies in its attribute. */
  public static final Format<SkbEdit> FORMAT = NestKind.format(TABLE, SkbEdit::new);

  /** {@code struct tc_skbedit}. */
  public record Parameters(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static SkbEdit plain() {
    return new SkbEdit(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public SkbEdit with(Attributes attributes) {
    return new SkbEdit(attributes);
  }
}
