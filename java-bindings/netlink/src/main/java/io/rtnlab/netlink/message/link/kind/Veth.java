// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkKind;
import java.util.Optional;

/**
 * One end of a cable between two links ({@code VETH_INFO_*}, include/uapi/linux/veth.h). The kernel
 * wants the other end when it makes both, and does not report it in a dump: see {@link Link#LINK}.
 */
public record Veth(Attributes attributes) implements LinkKind, NestKind<Veth> {
  public static final String KIND = "veth";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-veth-attrs", "VETH_INFO_");
  public static final Attribute<Link> PEER = TABLE.add(1, "VETH_INFO_PEER", Link.EMBEDDED);

  public static final Format<Veth> FORMAT = NestKind.format(TABLE, Veth::new);

  /** With that other end, which may carry any attribute of a link. */
  public static Veth withPeer(Link peer) {
    return new Veth(TABLE.empty()).with(PEER, peer);
  }

  public Optional<Link> peer() {
    return get(PEER);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Veth with(Attributes attributes) {
    return new Veth(attributes);
  }
}
