// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.address;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;

/**
 * A prefix that a router announced on a link ({@code RTM_NEWPREFIX}).
 *
 * <pre>
 * +---------------+-----------------------------------------------+
 * | prefix_family |                      pad                      |
 * +---------------------------------------------------------------+
 * |                        prefix_ifindex                         |
 * +---------------+---------------+---------------+---------------+
 * |  prefix_type  |  prefix_len   | prefix_flags  |      pad      |
 * +---------------+---------------+---------------+---------------+
 * </pre>
 *
 * @param dev index of the link
 * @param flags {@code IF_PREFIX_*}
 */
public record RouterPrefix(
    int family, int dev, int type, int length, int flags, Attributes attributes)
    implements KernelObject<RouterPrefix> {

  public static final AttributeTable TABLE = new AttributeTable("prefix-attrs", "PREFIX_");
  public static final Attribute<InetAddress> ADDRESS = TABLE.ip(1, "PREFIX_ADDRESS");
  public static final Attribute<Lifetime> LIFETIME =
      TABLE.struct(2, "PREFIX_CACHEINFO", "lifetime", Lifetime.class);

  /** {@code struct prefix_cacheinfo}, in seconds. */
  public record Lifetime(@U32 long preferred, @U32 long valid) {}

  public static final Codec<RouterPrefix> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static RouterPrefix all(int family) {
    return new RouterPrefix(family, 0, 0, 0, 0, TABLE.empty());
  }

  @Override
  public RouterPrefix with(Attributes attributes) {
    return new RouterPrefix(family, dev, type, length, flags, attributes);
  }

  @Override
  public Codec<RouterPrefix> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes + "/" + length + " dev " + dev;
  }

  private static final class Layout extends Codec<RouterPrefix> {
    private Layout() {
      super("prefix", MessageType.RTM_NEWPREFIX, 12);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected RouterPrefix read(MessageCursor header, AttributeSet table) {
      return new RouterPrefix(
          header.u8(0),
          header.u32(4),
          header.u8(8),
          header.u8(9),
          header.u8(10),
          attributes(header, table));
    }

    @Override
    protected void writeHeader(RouterPrefix object, MessageWriter writer) {
      writer
          .u8s(object.family, 0, 0, 0)
          .u32(object.dev)
          .u8s(object.type, object.length, object.flags, 0);
    }
  }
}
