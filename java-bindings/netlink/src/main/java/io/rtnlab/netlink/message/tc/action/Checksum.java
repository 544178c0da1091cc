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

/** Computes checksums anew ({@code TCA_CSUM_*}, net/sched/act_csum.c). */
public record Checksum(Attributes attributes) implements ActionKind, NestKind<Checksum> {
  public static final String KIND = "csum";

  public static final AttributeTable TABLE = new AttributeTable("act-csum-attrs", "TCA_CSUM_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_CSUM_PARMS", Parameters.class);
  public static final Attribute<Times> TM = TABLE.struct(2, "TCA_CSUM_TM", Times.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_CSUM_PAD");

  /** How it lies in its attribute. */
  public static final Format<Checksum> FORMAT = NestKind.format(TABLE, Checksum::new);

  /** {@code struct tc_csum}. */
  public record Parameters(
      @U32 long index,
      @U32 long capab,
      @S32 int action,
      @S32 int refcnt,
      @S32 int bindcnt,
      @U32 long updateFlags) {}

  /** With the kernel's defaults. */
  public static Checksum plain() {
    return new Checksum(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Checksum with(Attributes attributes) {
    return new Checksum(attributes);
  }
}
