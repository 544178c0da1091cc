// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The value of {@code RTA_MULTIPATH}: {@code struct rtnexthop}, attributes, and again. */
final class Hops implements Format<List<Hop>> {
  /** Size of {@code struct rtnexthop}. */
  private static final int HEADER_BYTES = 8;

  @Override
  public String wireName() {
    return "binary";
  }

  @Override
  public int leastBytes() {
    return HEADER_BYTES;
  }

  @Override
  public void check(Attributes siblings, byte[] bytes, int offset, int length) {
    read(siblings, bytes, offset, length);
  }

  @Override
  public List<Hop> read(Attributes siblings, byte[] bytes, int offset, int length) {
    ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Hop> hops = new ArrayList<>();
    int end = offset + length;
    int at = offset;
    while (end - at >= HEADER_BYTES) {
      int claimed = Short.toUnsignedInt(value.getShort(at));
      if (claimed < HEADER_BYTES || claimed > end - at) {
        throw new MalformedMessage("rtnh_len is " + claimed + " where " + (end - at) + " are left");
      }
      hops.add(
          new Hop(
              Byte.toUnsignedInt(value.get(at + 2)),
              Byte.toUnsignedInt(value.get(at + 3)) + 1,
              value.getInt(at + 4),
              Attributes.within(Route.TABLE, bytes, at + HEADER_BYTES, at + claimed)));
      at += NetlinkHeader.align(claimed);
    }
    return List.copyOf(hops);
  }

  @Override
  public byte[] write(List<Hop> hops) {
    List<byte[]> attributes = hops.stream().map(hop -> hop.attributes().toArray()).toList();
    int size = attributes.stream().mapToInt(each -> HEADER_BYTES + each.length).sum();
    ByteBuffer value = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    for (int i = 0; i < hops.size(); i++) {
      Hop hop = hops.get(i);
      value.putShort((short) (HEADER_BYTES + attributes.get(i).length));
      value.put((byte) hop.flags());
      value.put((byte) (hop.weight() - 1));
      value.putInt(hop.dev());
      value.put(attributes.get(i));
    }
    return value.array();
  }
}
