// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct;
import io.rtnlab.netlink.attribute.Struct.Be16;
import io.rtnlab.netlink.attribute.Struct.Be32;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.S16;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.attribute.StructThenArray;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ClassId;
import io.rtnlab.netlink.message.tc.Classifier;
import io.rtnlab.netlink.message.tc.action.Police;
import java.util.List;

/** Matches any bits of a packet ({@code TCA_U32_*}, net/sched/cls_u32.c). */
public record U32Filter(Attributes attributes) implements Classifier, NestKind<U32Filter> {
  public static final String KIND = "u32";

  public static final AttributeTable TABLE = new AttributeTable("u32-attrs", "TCA_U32_");
  public static final Attribute<Integer> CLASSID = TABLE.add(1, "TCA_U32_CLASSID", ClassId.FORMAT);
  public static final Attribute<Integer> HASH = TABLE.u32(2, "TCA_U32_HASH");
  public static final Attribute<Integer> LINK = TABLE.u32(3, "TCA_U32_LINK");
  public static final Attribute<Integer> DIVISOR = TABLE.u32(4, "TCA_U32_DIVISOR");
  public static final Attribute<Selector> SEL = TABLE.add(5, "TCA_U32_SEL", Selector.FORMAT);
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(6, "TCA_U32_POLICE", () -> Police.TABLE);
  public static final Attribute<List<Action>> ACT = TABLE.add(7, "TCA_U32_ACT", Action.LIST);
  public static final Attribute<String> INDEV = TABLE.text(8, "TCA_U32_INDEV");
  public static final Attribute<List<Long>> PCNT =
      TABLE.add(9, "TCA_U32_PCNT", Formats.arrayOf(Formats.U64));
  public static final Attribute<Mark> MARK = TABLE.struct(10, "TCA_U32_MARK", Mark.class);
  public static final Attribute<Integer> FLAGS = TABLE.u32(11, "TCA_U32_FLAGS");
  public static final Attribute<Bytes> PAD = TABLE.bytes(12, "TCA_U32_PAD");

  public static final Format<U32Filter> FORMAT = NestKind.format(TABLE, U32Filter::new);

  /** {@code TC_U32_TERMINAL}: a packet that matches goes to its class. */
  public static final int TC_U32_TERMINAL = 1;

  /** {@code struct tc_u32_mark}: matches a packet's mark. */
  public record Mark(@U32 int value, @U32 int mask, @U32 long matched) {}

  /**
   * {@code struct tc_u32_key}: four bytes of a packet.
   *
   * @param mask which of the bits count
   * @param value what they must be
   * @param offset where they start, counted from the network header
   */
  public record Key(@Be32 int mask, @Be32 int value, @S32 int offset, @S32 int offsetMask) {}

  /** {@code struct tc_u32_sel}: all keys must match. */
  public record Selector(Head head, List<Key> keys) {
    private static final Struct<Head> HEAD = Struct.of(Head.class);
    private static final Struct<Key> KEY = Struct.of(Key.class);

    static final Format<Selector> FORMAT =
        new StructThenArray<>(HEAD, KEY)
            .as(
                value -> new Selector(value.head(), value.items()),
                selector -> new StructThenArray.Value<>(selector.head, selector.keys));

    /**
     * The fixed part of the struct.
     *
     * @param flags {@code TC_U32_*}
     */
    public record Head(
        @U8 int flags,
        @U8 int offsetShift,
        @U8 @PadAfter(1) int keyCount,
        @Be16 int offsetMask,
        @U16 int offset,
        @S16 int offsetOffset,
        @S16 int hashOffset,
        @Be32 int hashMask) {}

    @Override
    public String toString() {
      return HEAD.show(head) + keys.stream().map(KEY::show).toList();
    }

    public static Selector of(Key... keys) {
      return new Selector(new Head(TC_U32_TERMINAL, 0, keys.length, 0, 0, 0, 0, 0), List.of(keys));
    }
  }

  /** Matches every packet. */
  public static U32Filter all() {
    return matching(new Key(0, 0, 0, 0));
  }

  public static U32Filter matching(Key... keys) {
    return new U32Filter(TABLE.empty()).with(SEL, Selector.of(keys));
  }

  /** To the class of that handle. */
  public U32Filter toClass(int handle) {
    return with(CLASSID, handle);
  }

  public U32Filter actions(Action... actions) {
    return with(ACT, List.of(actions));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public U32Filter with(Attributes attributes) {
    return new U32Filter(attributes);
  }
}
