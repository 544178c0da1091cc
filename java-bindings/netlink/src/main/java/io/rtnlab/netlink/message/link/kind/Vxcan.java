// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkKind;

/** One end of a cable between two CAN links ({@code VXCAN_INFO_*}). */
public record Vxcan(Attributes attributes) implements LinkKind, NestKind<Vxcan> {
  public static final String KIND = "vxcan";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-vxcan-attrs", "VXCAN_INFO_");
  public static final Attribute<Link> PEER = TABLE.add(1, "VXCAN_INFO_PEER", Link.EMBEDDED);

  /** How it lies in its attribute. */
  public static final Format<Vxcan> FORMAT = NestKind.format(TABLE, Vxcan::new);

  /** With that other end, which may carry any attribute of a link. */
  public static Vxcan withPeer(Link peer) {
    return new Vxcan(TABLE.empty()).with(PEER, peer);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Vxcan with(Attributes attributes) {
    return new Vxcan(attributes);
  }
}
