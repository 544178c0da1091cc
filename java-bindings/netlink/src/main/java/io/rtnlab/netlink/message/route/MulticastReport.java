// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;

/**
 * A packet for which no multicast route was found, or on the wrong link ({@code
 * RTM_NEWCACHEREPORT}).
 *
 * <pre>
 * +---------------+-----------------------------------------------+
 * |  rtgen_family |                      pad                      |
 * +---------------+-----------------------------------------------+
 * </pre>
 *
 * @param family {@code RTNL_FAMILY_IPMR} or {@code RTNL_FAMILY_IP6MR}
 */
public record MulticastReport(int family, Attributes attributes)
    implements KernelObject<MulticastReport> {

  public static final AttributeTable TABLE =
      new AttributeTable("ipmr-cache-report", "IPMRA_CREPORT_");
  public static final Attribute<Integer> TYPE = TABLE.u8(1, "IPMRA_CREPORT_MSGTYPE");
  public static final Attribute<Integer> INTERFACE = TABLE.u32(2, "IPMRA_CREPORT_VIF_ID");
  public static final Attribute<InetAddress> SOURCE = TABLE.ip(3, "IPMRA_CREPORT_SRC_ADDR");
  public static final Attribute<InetAddress> DESTINATION = TABLE.ip(4, "IPMRA_CREPORT_DST_ADDR");
  public static final Attribute<Bytes> PACKET = TABLE.bytes(5, "IPMRA_CREPORT_PKT");
  public static final Attribute<Integer> TABLE_ID = TABLE.u32(6, "IPMRA_CREPORT_TABLE");

  public static final Codec<MulticastReport> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static MulticastReport all(int family) {
    return new MulticastReport(family, TABLE.empty());
  }

  @Override
  public MulticastReport with(Attributes attributes) {
    return new MulticastReport(family, attributes);
  }

  @Override
  public Codec<MulticastReport> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes.toString();
  }

  private static final class Layout extends Codec<MulticastReport> {
    private Layout() {
      super("cache report", MessageType.RTM_NEWCACHEREPORT, 1);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected MulticastReport read(MessageCursor header, AttributeSet table) {
      return new MulticastReport(header.u8(0), attributes(header, table));
    }

    @Override
    protected void writeHeader(MulticastReport object, MessageWriter writer) {
      writer.u8(object.family);
    }
  }
}
