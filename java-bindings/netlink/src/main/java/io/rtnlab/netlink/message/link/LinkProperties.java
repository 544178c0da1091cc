// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;

/**
 * Other names of a link ({@code RTM_NEWLINKPROP}): they are added and deleted without touching the
 * rest.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |   ifi_family  |      pad      |            ifi_type           |
 * +---------------------------------------------------------------+
 * |                           ifi_index                           |
 * +---------------------------------------------------------------+
 * |                           ifi_flags                           |
 * +---------------------------------------------------------------+
 * |                           ifi_change                          |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param index number of the link
 */
public record LinkProperties(
    int family, int type, int index, int flags, int change, Attributes attributes)
    implements KernelObject<LinkProperties> {

  public static final AttributeTable TABLE = Link.TABLE;

  public static final Codec<LinkProperties> CODEC = new Layout();

  /** Names of the link with that number. */
  public static LinkProperties of(int linkIndex, String... alternativeNames) {
    Attributes names = TABLE.empty();
    for (String name : alternativeNames) {
      names = names.and(Link.ALTERNATIVE_NAME, name);
    }
    return new LinkProperties(0, 0, linkIndex, 0, 0, TABLE.empty()).with(Link.PROPERTIES, names);
  }

  @Override
  public LinkProperties with(Attributes attributes) {
    return new LinkProperties(family, type, index, flags, change, attributes);
  }

  @Override
  public Codec<LinkProperties> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return "link " + index + " " + attributes;
  }

  private static final class Layout extends Codec<LinkProperties> {
    private Layout() {
      super("link properties", MessageType.RTM_NEWLINKPROP, 16);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected LinkProperties read(MessageCursor header, AttributeSet table) {
      return new LinkProperties(
          header.u8(0),
          header.u16(2),
          header.u32(4),
          header.u32(8),
          header.u32(12),
          attributes(header, table));
    }

    @Override
    protected void writeHeader(LinkProperties linkProperties, MessageWriter writer) {
      writer
          .u8(linkProperties.family)
          .u8(0)
          .u16(linkProperties.type)
          .u32(linkProperties.index)
          .u32(linkProperties.flags)
          .u32(linkProperties.change);
    }
  }
}
