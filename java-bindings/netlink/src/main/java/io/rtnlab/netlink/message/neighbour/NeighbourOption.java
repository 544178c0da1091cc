// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.neighbour;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Options of neighbour discovery that a router sent for programs, such as DNS servers ({@code
 * RTM_NEWNDUSEROPT}, RFC 8106).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * | nduseropt_fam |      pad      |      nduseropt_opts_len       |
 * +---------------------------------------------------------------+
 * |                       nduseropt_ifindex                       |
 * +---------------+---------------+-------------------------------+
 * |   icmp_type   |   icmp_code   |              pad              |
 * +---------------------------------------------------------------+
 * |                              pad                              |
 * +---------------------------------------------------------------+
 * |              options, padded to four bytes …                  |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param dev index of the link
 * @param options as they were sent, one behind the other
 */
public record NeighbourOption(
    int family, int dev, int icmpType, int icmpCode, Bytes options, Attributes attributes)
    implements KernelObject<NeighbourOption> {

  public static final AttributeTable TABLE = new AttributeTable("nduseropt", "NDUSEROPT_");
  public static final Attribute<InetAddress> SOURCE = TABLE.ip(1, "NDUSEROPT_SRCADDR");

  private static final int HEADER_BYTES = 16;

  public static final Codec<NeighbourOption> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static NeighbourOption all(int family) {
    return new NeighbourOption(family, 0, 0, 0, Bytes.NONE, TABLE.empty());
  }

  @Override
  public NeighbourOption with(Attributes attributes) {
    return new NeighbourOption(family, dev, icmpType, icmpCode, options, attributes);
  }

  @Override
  public Codec<NeighbourOption> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return "options " + options + " " + attributes + " dev " + dev;
  }

  private static final class Layout extends Codec<NeighbourOption> {
    private Layout() {
      super("neighbour option", MessageType.RTM_NEWNDUSEROPT, 16);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected NeighbourOption read(MessageCursor header, AttributeSet table) {
      int length = header.u16(2);
      int left = header.payloadBytes() - HEADER_BYTES;
      if (length > left) {
        throw new MalformedMessage("options of " + length + " bytes where " + left + " are left");
      }
      byte[] bytes = header.bytes();
      int from = header.payload() + HEADER_BYTES;
      int behind = Math.min(from + NetlinkHeader.align(length), from + left);
      return new NeighbourOption(
          header.u8(0),
          header.u32(4),
          header.u8(8),
          header.u8(9),
          Bytes.of(Arrays.copyOfRange(bytes, from, from + length)),
          Attributes.copyOf(table, bytes, behind, from + left));
    }

    @Override
    protected void writeHeader(NeighbourOption object, MessageWriter writer) {
      writer
          .u8(object.family)
          .u8(0)
          .u16(object.options.length())
          .u32(object.dev)
          .u8s(object.icmpType, object.icmpCode, 0, 0)
          .u32(0)
          .bytes(object.options.toArray());
    }
  }
}
