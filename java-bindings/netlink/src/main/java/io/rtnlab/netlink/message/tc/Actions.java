// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.BitField;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.List;

/**
 * Actions that filters can share ({@code RTM_NEWACTION}).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |  tca_family   |     pad       |             pad               |
 * +---------------+---------------+-------------------------------+
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/tc-actions.8.html">tc-actions(8)</a>,
 *     include/uapi/linux/rtnetlink.h
 */
public record Actions(int family, Attributes attributes) implements KernelObject<Actions> {
  public static final AttributeTable TABLE = new AttributeTable("root-attrs", "TCA_ROOT_");
  public static final Attribute<List<Action>> LIST =
      TABLE.add(1, "TCA_ROOT_TAB", "actions", Action.LIST);
  public static final Attribute<BitField> FLAGS = TABLE.struct(2, "TCA_ROOT_FLAGS", BitField.class);
  public static final Attribute<Integer> COUNT = TABLE.u32(3, "TCA_ROOT_COUNT");
  public static final Attribute<Integer> TIME_DELTA = TABLE.u32(4, "TCA_ROOT_TIME_DELTA");
  public static final Attribute<String> WARNING = TABLE.text(5, "TCA_ROOT_EXT_WARN_MSG");

  public static final Codec<Actions> CODEC = new Layout();

  /** Every action of a kind, for a dump. */
  public static Actions ofKind(String kind) {
    return of(new Action(Action.TABLE.empty()).with(Action.KIND, kind));
  }

  public static Actions of(Action... actions) {
    return new Actions(0, TABLE.empty()).with(LIST, List.of(actions));
  }

  public List<Action> list() {
    return get(LIST, List.of());
  }

  @Override
  public Actions with(Attributes attributes) {
    return new Actions(family, attributes);
  }

  @Override
  public Codec<Actions> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes.toString();
  }

  private static final class Layout extends Codec<Actions> {
    private Layout() {
      super("actions", MessageType.RTM_NEWACTION, 4);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected Actions read(MessageCursor header, AttributeSet table) {
      return new Actions(header.u8(0), attributes(header, table));
    }

    @Override
    protected void writeHeader(Actions actions, MessageWriter writer) {
      writer.u8(actions.family).u8(0).u16(0);
    }
  }
}
