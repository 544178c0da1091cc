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

/** Lets packets pass by a schedule ({@code TCA_GATE_*}, IEEE 802.1Qci). */
public record Gate(Attributes attributes) implements ActionKind, NestKind<Gate> {
  public static final String KIND = "gate";

  public static final AttributeTable TABLE = new AttributeTable("act-gate-attrs", "TCA_GATE_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_GATE_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_GATE_PARMS", Parameters.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_GATE_PAD");
  public static final Attribute<Integer> PRIORITY = TABLE.s32(4, "TCA_GATE_PRIORITY");
  public static final Attribute<Attributes> ENTRY_LIST =
      TABLE.nest(5, "TCA_GATE_ENTRY_LIST", () -> Gate.LIST_TABLE);
  public static final Attribute<Long> BASE_TIME = TABLE.u64(6, "TCA_GATE_BASE_TIME");
  public static final Attribute<Long> CYCLE_TIME = TABLE.u64(7, "TCA_GATE_CYCLE_TIME");
  public static final Attribute<Long> CYCLE_TIME_EXT = TABLE.u64(8, "TCA_GATE_CYCLE_TIME_EXT");
  public static final Attribute<Integer> FLAGS = TABLE.u32(9, "TCA_GATE_FLAGS");
  public static final Attribute<Integer> CLOCKID = TABLE.s32(10, "TCA_GATE_CLOCKID");

  /** The schedule, an entry each. */
  public static final AttributeTable LIST_TABLE =
      new AttributeTable("act-gate-entry-list", "TCA_GATE_");

  public static final Attribute<Attributes> ENTRY =
      LIST_TABLE.nest(1, "TCA_GATE_ONE_ENTRY", () -> Gate.ENTRY_TABLE);

  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("act-gate-entry", "TCA_GATE_ENTRY_");

  public static final Attribute<Integer> ENTRY_INDEX = ENTRY_TABLE.u32(1, "TCA_GATE_ENTRY_INDEX");

  /** Whether it is open. */
  public static final Attribute<Boolean> ENTRY_GATE = ENTRY_TABLE.flag(2, "TCA_GATE_ENTRY_GATE");

  /** For so many nanoseconds. */
  public static final Attribute<Integer> ENTRY_INTERVAL =
      ENTRY_TABLE.u32(3, "TCA_GATE_ENTRY_INTERVAL");

  public static final Attribute<Integer> ENTRY_PRIORITY = ENTRY_TABLE.s32(4, "TCA_GATE_ENTRY_IPV");
  public static final Attribute<Integer> ENTRY_MAX_OCTETS =
      ENTRY_TABLE.s32(5, "TCA_GATE_ENTRY_MAX_OCTETS");

  /** How it lies in its attribute. */
  public static final Format<Gate> FORMAT = NestKind.format(TABLE, Gate::new);

  /** {@code struct tc_gate}. */
  public record Parameters(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static Gate plain() {
    return new Gate(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Gate with(Attributes attributes) {
    return new Gate(attributes);
  }
}
