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
 * An anycast address of a link ({@code RTM_NEWANYCAST}; {@link Address#ANYCAST}).
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
public record AnycastAddress(
    int family, int prefixLength, int flags, int scope, int dev, Attributes attributes)
    implements KernelObject<AnycastAddress> {

  public static final Codec<AnycastAddress> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static AnycastAddress all(int family) {
    return new AnycastAddress(family, 0, 0, 0, 0, Address.TABLE.empty());
  }

  @Override
  public AnycastAddress with(Attributes attributes) {
    return new AnycastAddress(family, prefixLength, flags, scope, dev, attributes);
  }

  @Override
  public Codec<AnycastAddress> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes + " dev " + dev;
  }

  private static final class Layout extends Codec<AnycastAddress> {
    private Layout() {
      super("anycast address", MessageType.RTM_NEWANYCAST, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return Address.TABLE;
    }

    @Override
    protected AnycastAddress read(MessageCursor header, AttributeSet table) {
      return new AnycastAddress(
          header.u8(0),
          header.u8(1),
          header.u8(2),
          header.u8(3),
          header.u32(4),
          attributes(header, table));
    }

    @Override
    protected void writeHeader(AnycastAddress object, MessageWriter writer) {
      writer.u8s(object.family, object.prefixLength, object.flags, object.scope).u32(object.dev);
    }
  }
}
