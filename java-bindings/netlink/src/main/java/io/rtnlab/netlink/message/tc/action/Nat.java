// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.Be32;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;

/** Translates IPv4 addresses without state ({@code TCA_NAT_*}, net/sched/act_nat.c). */
public record Nat(Attributes attributes) implements ActionKind, NestKind<Nat> {
  public static final String KIND = "nat";

  public static final AttributeTable TABLE = new AttributeTable("act-nat-attrs", "TCA_NAT_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_NAT_PARMS", Parameters.class);
  public static final Attribute<Times> TM = TABLE.struct(2, "TCA_NAT_TM", Times.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_NAT_PAD");

  /** How it lies in its attribute. */
  public static final Format<Nat> FORMAT = NestKind.format(TABLE, Nat::new);

  /** {@code struct tc_nat}. */
  public record Parameters(
      @U32 long index,
      @U32 long capab,
      @S32 int action,
      @S32 int refcnt,
      @S32 int bindcnt,
      @Be32 int oldAddr,
      @Be32 int newAddr,
      @Be32 int mask,
      @U32 long flags) {}

  /** With the kernel's defaults. */
  public static Nat plain() {
    return new Nat(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Nat with(Attributes attributes) {
    return new Nat(attributes);
  }
}
