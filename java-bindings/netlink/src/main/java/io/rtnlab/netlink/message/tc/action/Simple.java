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

/** Logs a text ({@code TCA_DEF_*}, net/sched/act_simple.c). */
public record Simple(Attributes attributes) implements ActionKind, NestKind<Simple> {
  public static final String KIND = "simple";

  public static final AttributeTable TABLE = new AttributeTable("act-simple-attrs", "TCA_DEF_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_DEF_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_DEF_PARMS", Parameters.class);
  public static final Attribute<String> DATA = TABLE.text(3, "TCA_DEF_DATA");
  public static final Attribute<Bytes> PAD = TABLE.bytes(4, "TCA_DEF_PAD");

  /** How it lies in its attribute. */
  public static final Format<Simple> FORMAT = NestKind.format(TABLE, Simple::new);

  /** {@code struct tc_defact}. */
  public record Parameters(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static Simple plain() {
    return new Simple(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Simple with(Attributes attributes) {
    return new Simple(attributes);
  }
}
