// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.tc.Discipline;

/** Opens gates by a schedule ({@code TCA_TAPRIO_ATTR_*}, IEEE 802.1Qbv). */
public record Taprio(Attributes attributes) implements Discipline, NestKind<Taprio> {
  public static final String KIND = "taprio";

  public static final AttributeTable TABLE = new AttributeTable("taprio-attrs", "TCA_TAPRIO_ATTR_");

  public static final Attribute<Priomap> PRIOMAP =
      TABLE.struct(1, "TCA_TAPRIO_ATTR_PRIOMAP", Priomap.class);
  public static final Attribute<Attributes> SCHED_ENTRY_LIST =
      TABLE.nest(2, "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST", () -> Taprio.SCHED_ENTRY_LIST_TABLE);
  public static final Attribute<Long> SCHED_BASE_TIME =
      TABLE.s64(3, "TCA_TAPRIO_ATTR_SCHED_BASE_TIME");
  public static final Attribute<Attributes> SCHED_SINGLE_ENTRY =
      TABLE.nest(4, "TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY", () -> Taprio.SCHED_ENTRY_TABLE);
  public static final Attribute<Integer> SCHED_CLOCKID =
      TABLE.s32(5, "TCA_TAPRIO_ATTR_SCHED_CLOCKID");
  public static final Attribute<Bytes> PAD = TABLE.bytes(6, "TCA_TAPRIO_ATTR_PAD");
  public static final Attribute<Bytes> ADMIN_SCHED = TABLE.bytes(7, "TCA_TAPRIO_ATTR_ADMIN_SCHED");
  public static final Attribute<Long> SCHED_CYCLE_TIME =
      TABLE.s64(8, "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME");
  public static final Attribute<Long> SCHED_CYCLE_TIME_EXTENSION =
      TABLE.s64(9, "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION");
  public static final Attribute<Integer> FLAGS = TABLE.u32(10, "TCA_TAPRIO_ATTR_FLAGS");
  public static final Attribute<Integer> TXTIME_DELAY =
      TABLE.u32(11, "TCA_TAPRIO_ATTR_TXTIME_DELAY");
  public static final Attribute<Attributes> TC_ENTRY =
      TABLE.nest(12, "TCA_TAPRIO_ATTR_TC_ENTRY", () -> Taprio.TC_ENTRY_TABLE);

  public static final AttributeTable SCHED_ENTRY_LIST_TABLE =
      new AttributeTable("taprio-sched-entry-list", "TCA_TAPRIO_SCHED_");

  public static final Attribute<Attributes> SCHED_ENTRY_LIST_ENTRY =
      SCHED_ENTRY_LIST_TABLE.nest(1, "TCA_TAPRIO_SCHED_ENTRY", () -> Taprio.SCHED_ENTRY_TABLE);

  public static final AttributeTable SCHED_ENTRY_TABLE =
      new AttributeTable("taprio-sched-entry", "TCA_TAPRIO_SCHED_ENTRY_");

  public static final Attribute<Integer> SCHED_ENTRY_INDEX =
      SCHED_ENTRY_TABLE.u32(1, "TCA_TAPRIO_SCHED_ENTRY_INDEX");
  public static final Attribute<Integer> SCHED_ENTRY_CMD =
      SCHED_ENTRY_TABLE.u8(2, "TCA_TAPRIO_SCHED_ENTRY_CMD");
  public static final Attribute<Integer> SCHED_ENTRY_GATE_MASK =
      SCHED_ENTRY_TABLE.bits32(3, "TCA_TAPRIO_SCHED_ENTRY_GATE_MASK");
  public static final Attribute<Integer> SCHED_ENTRY_INTERVAL =
      SCHED_ENTRY_TABLE.u32(4, "TCA_TAPRIO_SCHED_ENTRY_INTERVAL");

  public static final AttributeTable TC_ENTRY_TABLE =
      new AttributeTable("taprio-tc-entry-attrs", "TCA_TAPRIO_TC_ENTRY_");

  public static final Attribute<Integer> TC_ENTRY_INDEX =
      TC_ENTRY_TABLE.u32(1, "TCA_TAPRIO_TC_ENTRY_INDEX");
  public static final Attribute<Integer> TC_ENTRY_MAX_SDU =
      TC_ENTRY_TABLE.u32(2, "TCA_TAPRIO_TC_ENTRY_MAX_SDU");
  public static final Attribute<Integer> TC_ENTRY_FP =
      TC_ENTRY_TABLE.u32(3, "TCA_TAPRIO_TC_ENTRY_FP");

  /** How it lies in its attribute. */
  public static final Format<Taprio> FORMAT = NestKind.format(TABLE, Taprio::new);

  /** {@code struct tc_mqprio_qopt}. */
  public record Priomap(
      @U8 int numTc,
      @Octets(16) Bytes prioTcMap,
      @U8 int hw,
      @Octets(32) Bytes count,
      @Octets(32) Bytes offset) {}

  /** With the kernel's defaults. */
  public static Taprio plain() {
    return new Taprio(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Taprio with(Attributes attributes) {
    return new Taprio(attributes);
  }
}
