// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/**
 * A link that shares its hardware address with the one below and is distinguished by IP address
 * ({@code IFLA_IPVLAN_*}): {@code ipvlan}, or {@code ipvtap} for a tap device.
 */
public record IpVlan(String kind, Attributes attributes) implements LinkKind, NestKind<IpVlan> {
  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-ipvlan-attrs", "IFLA_IPVLAN_");
  public static final Attribute<Integer> MODE = TABLE.u16(1, "IFLA_IPVLAN_MODE");
  public static final Attribute<Integer> FLAGS = TABLE.u16(2, "IFLA_IPVLAN_FLAGS");

  public static Format<IpVlan> format(String kind) {
    return NestKind.format(TABLE, attributes -> new IpVlan(kind, attributes));
  }

  public static final String IPVLAN = "ipvlan";
  public static final String IPVTAP = "ipvtap";

  public static final int IPVLAN_MODE_L2 = 0;
  public static final int IPVLAN_MODE_L3 = 1;
  public static final int IPVLAN_MODE_L3S = 2;

  /** {@code IPVLAN_MODE_*}: the layer at which it is distinguished. */
  public static IpVlan mode(int mode) {
    return new IpVlan(IPVLAN, TABLE.empty()).with(MODE, mode);
  }

  public int mode() {
    return get(MODE, IPVLAN_MODE_L2);
  }

  @Override
  public IpVlan with(Attributes attributes) {
    return new IpVlan(kind, attributes);
  }
}
