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

/** Pushes, pops and changes MPLS labels ({@code TCA_MPLS_*}, net/sched/act_mpls.c). */
public record MplsAction(Attributes attributes) implements ActionKind, NestKind<MplsAction> {
  public static final String KIND = "mpls";

  public static final AttributeTable TABLE = new AttributeTable("act-mpls-attrs", "TCA_MPLS_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_MPLS_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_MPLS_PARMS", Parameters.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_MPLS_PAD");
  public static final Attribute<Integer> PROTO = TABLE.be16(4, "TCA_MPLS_PROTO");
  public static final Attribute<Integer> LABEL = TABLE.u32(5, "TCA_MPLS_LABEL");
  public static final Attribute<Integer> TC = TABLE.u8(6, "TCA_MPLS_TC");
  public static final Attribute<Integer> TTL = TABLE.u8(7, "TCA_MPLS_TTL");
  public static final Attribute<Integer> BOS = TABLE.u8(8, "TCA_MPLS_BOS");

  /** How it lies in its attribute. */
  public static final Format<MplsAction> FORMAT = NestKind.format(TABLE, MplsAction::new);

  /** {@code struct tc_mpls}. */
  public record Parameters(
      @U32 long index,
      @U32 long capab,
      @S32 int action,
      @S32 int refcnt,
      @S32 int bindcnt,
      @S32 int mAction) {}

  /** With the kernel's defaults. */
  public static MplsAction plain() {
    return new MplsAction(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public MplsAction with(Attributes attributes) {
    return new MplsAction(attributes);
  }
}
