// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.address;

import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;

/**
 * A multicast group that a link listens to ({@code RTM_NEWMULTICAST}; {@link Address#MULTICAST}).
 *
 * <pre>
 * +---------------+---------------+---------------+---------------+
 * |  ifa_family   | ifa_prefixlen |   ifa_flags   |   ifa_scope   |
 * +---------------+---------------+---------------+---------------+
 * |                           ifa_index                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param dev index of the link
 */
public record MulticastAddress(
    int family, int prefixLength, int flags, int scope, int dev, Attributes attributes)
    implements KernelObject<MulticastAddress> {

  public static final Codec<MulticastAddress> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static MulticastAddress all(int family) {
    return new MulticastAddress(family, 0, 0, 0, 0, Address.TABLE.empty());
  }

  @Override
  public MulticastAddress with(Attributes attributes) {
    return new MulticastAddress(family, prefixLength, flags, scope, dev, attributes);
  }

  @Override
  public Codec<MulticastAddress> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes + " dev " + dev;
  }

  private static final class Layout extends Codec<MulticastAddress> {
    private Layout() {
      super("multicast address", MessageType.RTM_NEWMULTICAST, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return Address.TABLE;
    }

    @Override
    protected MulticastAddress read(MessageCursor header, AttributeSet table) {
      return new MulticastAddress(
          header.u8(0),
          header.u8(1),
          header.u8(2),
          header.u8(3),
          header.u32(4),
          attributes(header, table));
    }

    @Override
    protected void writeHeader(MulticastAddress object, MessageWriter writer) {
      writer.u8s(object.family, object.prefixLength, object.flags, object.scope).u32(object.dev);
    }
  }
}
