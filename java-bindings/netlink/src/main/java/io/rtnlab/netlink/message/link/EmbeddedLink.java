// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A whole link inside an attribute: {@code struct ifinfomsg} and the attributes behind it. */
final class EmbeddedLink implements Format<Link> {
  @Override
  public String wireName() {
    return "binary";
  }

  @Override
  public int leastBytes() {
    return Link.HEADER_BYTES;
  }

  @Override
  public void check(Attributes siblings, byte[] bytes, int offset, int length) {
    Format.super.check(siblings, bytes, offset, length);
    read(siblings, bytes, offset, length);
  }

  @Override
  public Link read(Attributes siblings, byte[] bytes, int offset, int length) {
    ByteBuffer header = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.nativeOrder());
    int family = Byte.toUnsignedInt(header.get());
    header.get();
    return new Link(
        family,
        Short.toUnsignedInt(header.getShort()),
        header.getInt(),
        header.getInt(),
        header.getInt(),
        Attributes.within(Link.TABLE, bytes, offset + Link.HEADER_BYTES, offset + length));
  }

  @Override
  public byte[] write(Link link) {
    byte[] attributes = link.attributes().toArray();
    return ByteBuffer.allocate(Link.HEADER_BYTES + attributes.length)
        .order(ByteOrder.nativeOrder())
        .put((byte) link.family())
        .put((byte) 0)
        .putShort((short) link.type())
        .putInt(link.index())
        .putInt(link.flags())
        .putInt(link.change())
        .put(attributes)
        .array();
  }
}
