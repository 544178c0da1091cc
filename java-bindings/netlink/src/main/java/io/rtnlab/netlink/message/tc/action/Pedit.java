// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.attribute.StructThenArray;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;
import java.util.List;

/** Changes bytes of a packet ({@code TCA_PEDIT_*}, net/sched/act_pedit.c). */
public record Pedit(Attributes attributes) implements ActionKind, NestKind<Pedit> {
  public static final String KIND = "pedit";

  private static final StructThenArray<Head, Key> SELECTOR =
      new StructThenArray<>(Struct.of(Head.class), Struct.of(Key.class));

  public static final AttributeTable TABLE = new AttributeTable("act-pedit-attrs", "TCA_PEDIT_");
  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_PEDIT_TM", Times.class);
  public static final Attribute<StructThenArray.Value<Head, Key>> PARMS =
      TABLE.add(2, "TCA_PEDIT_PARMS", SELECTOR);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_PEDIT_PAD");
  public static final Attribute<StructThenArray.Value<Head, Key>> PARMS_EX =
      TABLE.add(4, "TCA_PEDIT_PARMS_EX", SELECTOR);

  public static final AttributeTable KEY_TABLE =
      new AttributeTable("pedit-key-ex", "TCA_PEDIT_KEY_EX_");

  /** {@code TCA_PEDIT_KEY_EX_HDR_TYPE_*}: what the offset of a key counts from. */
  public static final Attribute<Integer> HEADER_TYPE = KEY_TABLE.u16(1, "TCA_PEDIT_KEY_EX_HTYPE");

  /** {@code TCA_PEDIT_KEY_EX_CMD_*}: 0 sets, 1 adds. */
  public static final Attribute<Integer> COMMAND = KEY_TABLE.u16(2, "TCA_PEDIT_KEY_EX_CMD");

  public static final AttributeTable KEYS_TABLE = new AttributeTable("pedit-keys-ex", "TCA_PEDIT_");
  public static final Attribute<Attributes> KEY_EX =
      KEYS_TABLE.nest(6, "TCA_PEDIT_KEY_EX", () -> Pedit.KEY_TABLE);

  public static final Attribute<Attributes> KEYS_EX =
      TABLE.add(5, "TCA_PEDIT_KEYS_EX", Formats.nest(() -> Pedit.KEYS_TABLE));
  public static final Attribute<Attributes> KEY_EX_ALONE =
      TABLE.nest(6, "TCA_PEDIT_KEY_EX", () -> Pedit.KEY_TABLE);

  /** How it lies in its attribute. */
  public static final Format<Pedit> FORMAT = NestKind.format(TABLE, Pedit::new);

  /** {@code struct tc_pedit_sel}. */
  public record Head(
      @U32 int index,
      @U32 int capabilities,
      @S32 int verdict,
      @S32 int references,
      @S32 int bindings,
      @U8 int keyCount,
      @U8 @PadAfter(2) int flags) {}

  /**
   * {@code struct tc_pedit_key}.
   *
   * @param mask bits that stay as they are
   * @param value bits that are flipped, or added, in the rest
   */
  public record Key(
      @U32 int mask,
      @U32 int value,
      @U32 int offset,
      @U32 int at,
      @U32 int offsetMask,
      @U32 int shift) {}

  /**
   * Changes what the keys say.
   *
   * @param verdict {@code TC_ACT_*} behind it
   */
  public static Pedit of(int verdict, Key... keys) {
    return new Pedit(TABLE.empty())
        .with(
            PARMS_EX,
            new StructThenArray.Value<>(
                new Head(0, 0, verdict, 0, 0, keys.length, 0), List.of(keys)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Pedit with(Attributes attributes) {
    return new Pedit(attributes);
  }
}
