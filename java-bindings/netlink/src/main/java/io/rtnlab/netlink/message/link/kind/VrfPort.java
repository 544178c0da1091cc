// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.PortKind;

/** A link that is part of a {@link Vrf} ({@code IFLA_VRF_PORT_*}). */
public record VrfPort(Attributes attributes) implements PortKind, NestKind<VrfPort> {
  public static final String KIND = "vrf";

  public static final AttributeTable TABLE = new AttributeTable("vrf-port-attrs", "IFLA_VRF_PORT_");
  public static final Attribute<Integer> TABLE_ID = TABLE.u32(1, "IFLA_VRF_PORT_TABLE");

  public static final Format<VrfPort> FORMAT = NestKind.format(TABLE, VrfPort::new);

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public VrfPort with(Attributes attributes) {
    return new VrfPort(attributes);
  }
}
