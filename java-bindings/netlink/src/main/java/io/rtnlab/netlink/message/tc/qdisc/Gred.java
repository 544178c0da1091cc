// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.tc.Discipline;
import java.util.List;

/** RED for up to sixteen virtual queues ({@code TCA_GRED_*}, net/sched/sch_gred.c). */
public record Gred(Attributes attributes) implements Discipline, NestKind<Gred> {
  public static final String KIND = "gred";

  public static final AttributeTable TABLE = new AttributeTable("gred-attrs", "TCA_GRED_");

  /** Of one queue, when it is set up. */
  public static final Attribute<Queue> PARMS = TABLE.struct(1, "TCA_GRED_PARMS", Queue.class);

  public static final Attribute<Bytes> STAB = TABLE.bytes(2, "TCA_GRED_STAB");
  public static final Attribute<Queues> DPS = TABLE.struct(3, "TCA_GRED_DPS", Queues.class);
  public static final Attribute<List<Integer>> MAX_P =
      TABLE.add(4, "TCA_GRED_MAX_P", Formats.arrayOf(Formats.U32));
  public static final Attribute<Integer> LIMIT = TABLE.u32(5, "TCA_GRED_LIMIT");
  public static final Attribute<Attributes> VQ_LIST =
      TABLE.nest(6, "TCA_GRED_VQ_LIST", () -> Gred.LIST_TABLE);

  public static final AttributeTable LIST_TABLE =
      new AttributeTable("tca-gred-vq-list-attrs", "TCA_GRED_VQ_");

  public static final Attribute<Attributes> VQ_ENTRY =
      LIST_TABLE.nest(1, "TCA_GRED_VQ_ENTRY", () -> Gred.ENTRY_TABLE);

  /** A virtual queue. */
  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("tca-gred-vq-entry-attrs", "TCA_GRED_VQ_");

  public static final Attribute<Bytes> VQ_PAD = ENTRY_TABLE.bytes(1, "TCA_GRED_VQ_PAD");
  public static final Attribute<Integer> VQ_DP = ENTRY_TABLE.u32(2, "TCA_GRED_VQ_DP");
  public static final Attribute<Long> VQ_STAT_BYTES = ENTRY_TABLE.u64(3, "TCA_GRED_VQ_STAT_BYTES");
  public static final Attribute<Integer> VQ_STAT_PACKETS =
      ENTRY_TABLE.u32(4, "TCA_GRED_VQ_STAT_PACKETS");
  public static final Attribute<Integer> VQ_STAT_BACKLOG =
      ENTRY_TABLE.u32(5, "TCA_GRED_VQ_STAT_BACKLOG");
  public static final Attribute<Integer> VQ_STAT_PROB_DROP =
      ENTRY_TABLE.u32(6, "TCA_GRED_VQ_STAT_PROB_DROP");
  public static final Attribute<Integer> VQ_STAT_PROB_MARK =
      ENTRY_TABLE.u32(7, "TCA_GRED_VQ_STAT_PROB_MARK");
  public static final Attribute<Integer> VQ_STAT_FORCED_DROP =
      ENTRY_TABLE.u32(8, "TCA_GRED_VQ_STAT_FORCED_DROP");
  public static final Attribute<Integer> VQ_STAT_FORCED_MARK =
      ENTRY_TABLE.u32(9, "TCA_GRED_VQ_STAT_FORCED_MARK");
  public static final Attribute<Integer> VQ_STAT_PDROP =
      ENTRY_TABLE.u32(10, "TCA_GRED_VQ_STAT_PDROP");
  public static final Attribute<Integer> VQ_STAT_OTHER =
      ENTRY_TABLE.u32(11, "TCA_GRED_VQ_STAT_OTHER");
  public static final Attribute<Integer> VQ_FLAGS = ENTRY_TABLE.u32(12, "TCA_GRED_VQ_FLAGS");

  /** How it lies in its attribute. */
  public static final Format<Gred> FORMAT = NestKind.format(TABLE, Gred::new);

  /** {@code struct tc_gred_qopt}. */
  public record Queue(
      @U32 long limit,
      @U32 long qthMin,
      @U32 long qthMax,
      @U32 long dp,
      @U32 long backlog,
      @U32 long qave,
      @U32 long forced,
      @U32 long early,
      @U32 long other,
      @U32 long pdrop,
      @U8 int wlog,
      @U8 int plog,
      @U8 int scellLog,
      @U8 int prio,
      @U32 long packets,
      @U32 long bytesin) {}

  /** {@code struct tc_gred_sopt}: how many queues there are, and which is the default. */
  public record Queues(@U32 long dPs, @U32 long defDp, @U8 int grio, @U8 @PadAfter(2) int flags) {}

  /** With the kernel's defaults. */
  public static Gred plain() {
    return new Gred(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Gred with(Attributes attributes) {
    return new Gred(attributes);
  }
}
