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

/** Lets a BPF program decide ({@code TCA_ACT_BPF_*}, net/sched/act_bpf.c). */
public record BpfAction(Attributes attributes) implements ActionKind, NestKind<BpfAction> {
  public static final String KIND = "bpf";

  public static final AttributeTable TABLE = new AttributeTable("act-bpf-attrs", "TCA_ACT_BPF_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_ACT_BPF_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_ACT_BPF_PARMS", Parameters.class);
  public static final Attribute<Integer> OPS_LEN = TABLE.u16(3, "TCA_ACT_BPF_OPS_LEN");
  public static final Attribute<Bytes> OPS = TABLE.bytes(4, "TCA_ACT_BPF_OPS");
  public static final Attribute<Integer> FD = TABLE.u32(5, "TCA_ACT_BPF_FD");
  public static final Attribute<String> NAME = TABLE.text(6, "TCA_ACT_BPF_NAME");
  public static final Attribute<Bytes> PAD = TABLE.bytes(7, "TCA_ACT_BPF_PAD");
  public static final Attribute<Bytes> TAG = TABLE.bytes(8, "TCA_ACT_BPF_TAG");
  public static final Attribute<Bytes> ID = TABLE.bytes(9, "TCA_ACT_BPF_ID");

  /** How it lies in its attribute. */
  public static final Format<BpfAction> FORMAT = NestKind.format(TABLE, BpfAction::new);

  /** {@code struct tc_act_bpf}. */
  public record Parameters(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static BpfAction plain() {
    return new BpfAction(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public BpfAction with(Attributes attributes) {
    return new BpfAction(attributes);
  }
}
