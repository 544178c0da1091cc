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

/** Hands a share of the packets to programs ({@code TCA_SAMPLE_*}). */
public record Sample(Attributes attributes) implements ActionKind, NestKind<Sample> {
  public static final String KIND = "sample";

  public static final AttributeTable TABLE = new AttributeTable("act-sample-attrs", "TCA_SAMPLE_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_SAMPLE_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_SAMPLE_PARMS", Parameters.class);
  public static final Attribute<Integer> RATE = TABLE.u32(3, "TCA_SAMPLE_RATE");
  public static final Attribute<Integer> TRUNC_SIZE = TABLE.u32(4, "TCA_SAMPLE_TRUNC_SIZE");
  public static final Attribute<Integer> PSAMPLE_GROUP = TABLE.u32(5, "TCA_SAMPLE_PSAMPLE_GROUP");
  public static final Attribute<Bytes> PAD = TABLE.bytes(6, "TCA_SAMPLE_PAD");

  /** How it lies in its attribute. */
  public static final Format<Sample> FORMAT = NestKind.format(TABLE, Sample::new);

  /** {@code struct tc_sample}. */
  public record Parameters(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static Sample plain() {
    return new Sample(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Sample with(Attributes attributes) {
    return new Sample(attributes);
  }
}
