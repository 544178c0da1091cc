// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/**
 * A link with a hardware address of its own on top of another ({@code IFLA_MACVLAN_*}): {@code
 * macvlan}, or {@code macvtap} for a tap device instead of an interface of the host.
 */
public record MacVlan(String kind, Attributes attributes) implements LinkKind, NestKind<MacVlan> {
  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-macvlan-attrs", "IFLA_MACVLAN_");
  public static final Attribute<Integer> MODE = TABLE.u32(1, "IFLA_MACVLAN_MODE");
  public static final Attribute<Integer> FLAGS = TABLE.u16(2, "IFLA_MACVLAN_FLAGS");
  public static final Attribute<Integer> MACADDR_MODE = TABLE.u32(3, "IFLA_MACVLAN_MACADDR_MODE");
  public static final Attribute<LinkAddress> MACADDR = TABLE.linkAddress(4, "IFLA_MACVLAN_MACADDR");
  public static final Attribute<Attributes> MACADDR_DATA =
      TABLE.nest(5, "IFLA_MACVLAN_MACADDR_DATA", () -> MacVlan.TABLE);
  public static final Attribute<Integer> MACADDR_COUNT = TABLE.u32(6, "IFLA_MACVLAN_MACADDR_COUNT");
  public static final Attribute<Integer> BC_QUEUE_LEN = TABLE.u32(7, "IFLA_MACVLAN_BC_QUEUE_LEN");
  public static final Attribute<Integer> BC_QUEUE_LEN_USED =
      TABLE.u32(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED");
  public static final Attribute<Integer> BC_CUTOFF = TABLE.s32(9, "IFLA_MACVLAN_BC_CUTOFF");

  public static Format<MacVlan> format(String kind) {
    return NestKind.format(TABLE, attributes -> new MacVlan(kind, attributes));
  }

  public static final String MACVLAN = "macvlan";
  public static final String MACVTAP = "macvtap";

  public static final int MACVLAN_MODE_PRIVATE = 1;
  public static final int MACVLAN_MODE_VEPA = 2;
  public static final int MACVLAN_MODE_BRIDGE = 4;
  public static final int MACVLAN_MODE_PASSTHRU = 8;
  public static final int MACVLAN_MODE_SOURCE = 16;

  /** {@code MACVLAN_MODE_*}: whether those on one link may talk to each other. */
  public static MacVlan mode(int mode) {
    return new MacVlan(MACVLAN, TABLE.empty()).with(MODE, mode);
  }

  public int mode() {
    return get(MODE, 0);
  }

  @Override
  public MacVlan with(Attributes attributes) {
    return new MacVlan(kind, attributes);
  }
}
