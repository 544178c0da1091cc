// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;

/**
 * Networks that a VXLAN device carries ({@code RTM_NEWTUNNEL}, {@code bridge vni}).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |     family    |     flags     |           reserved            |
 * +---------------+---------------+-------------------------------+
 * |                            ifindex                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param flags {@code TUNNEL_MSG_FLAG_*}
 * @param dev index of the device
 */
public record TunnelVnis(int family, int flags, int dev, Attributes attributes)
    implements KernelObject<TunnelVnis> {

  public static final AttributeTable TABLE =
      new AttributeTable("vxlan-vnifilter", "VXLAN_VNIFILTER_");
  public static final Attribute<Attributes> ENTRY =
      TABLE.nest(1, "VXLAN_VNIFILTER_ENTRY", () -> TunnelVnis.ENTRY_TABLE);

  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("vxlan-vnifilter-entry", "VXLAN_VNIFILTER_ENTRY_");
  public static final Attribute<Integer> FIRST = ENTRY_TABLE.u32(1, "VXLAN_VNIFILTER_ENTRY_START");
  public static final Attribute<Integer> LAST = ENTRY_TABLE.u32(2, "VXLAN_VNIFILTER_ENTRY_END");
  public static final Attribute<InetAddress> GROUP =
      ENTRY_TABLE.ip(3, "VXLAN_VNIFILTER_ENTRY_GROUP");
  public static final Attribute<InetAddress> GROUP6 =
      ENTRY_TABLE.ip(4, "VXLAN_VNIFILTER_ENTRY_GROUP6");
  public static final Attribute<Attributes> STATISTICS =
      ENTRY_TABLE.nest(5, "VXLAN_VNIFILTER_ENTRY_STATS", () -> AttributeSet.UNKNOWN);

  public static final Codec<TunnelVnis> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static TunnelVnis all(int family) {
    return new TunnelVnis(family, 0, 0, TABLE.empty());
  }

  @Override
  public TunnelVnis with(Attributes attributes) {
    return new TunnelVnis(family, flags, dev, attributes);
  }

  @Override
  public Codec<TunnelVnis> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes + " dev " + dev;
  }

  private static final class Layout extends Codec<TunnelVnis> {
    private Layout() {
      super("tunnel", MessageType.RTM_NEWTUNNEL, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected TunnelVnis read(MessageCursor header, AttributeSet table) {
      return new TunnelVnis(header.u8(0), header.u8(1), header.u32(4), attributes(header, table));
    }

    @Override
    protected void writeHeader(TunnelVnis object, MessageWriter writer) {
      writer.u8s(object.family, object.flags, 0, 0).u32(object.dev);
    }
  }
}
