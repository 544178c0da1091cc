// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;

/** Changes Ethernet addresses and type ({@code TCA_SKBMOD_*}). */
public record SkbMod(Attributes attributes) implements ActionKind, NestKind<SkbMod> {
  public static final String KIND = "skbmod";

  public static final AttributeTable TABLE = new AttributeTable("act-skbmod-attrs", "TCA_SKBMOD_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_SKBMOD_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_SKBMOD_PARMS", Parameters.class);
  public static final Attribute<Bytes> DMAC = TABLE.bytes(3, "TCA_SKBMOD_DMAC");
  public static final Attribute<Bytes> SMAC = TABLE.bytes(4, "TCA_SKBMOD_SMAC");
  public static final Attribute<Integer> ETYPE = TABLE.u16(5, "TCA_SKBMOD_ETYPE");
  public static final Attribute<Bytes> PAD = TABLE.bytes(6, "TCA_SKBMOD_PAD");

  /** How it lies in its attribute. */
  public static final Format<SkbMod> FORMAT = NestKind.format(TABLE, SkbMod::new);

  /** {@code struct tc_skbmod}. */
  public record Parameters(
      @U32 long index,
      @U32 long capab,
      @S32 int action,
      @S32 int refcnt,
      @S32 @PadAfter(4) int bindcnt,
      @U64 long flags) {}

  /** With the kernel's defaults. */
  public static SkbMod plain() {
    return new SkbMod(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public SkbMod with(Attributes attributes) {
    return new SkbMod(attributes);
  }
}
