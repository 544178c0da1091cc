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
 * A pair of links for containers whose traffic runs through BPF programs ({@code IFLA_NETKIT_*},
 * drivers/net/netkit.c).
 */
public record Netkit(Attributes attributes) implements LinkKind, NestKind<Netkit> {
  public static final String KIND = "netkit";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-netkit-attrs", "IFLA_NETKIT_");
  public static final Attribute<Link> PEER =
      TABLE.add(1, "IFLA_NETKIT_PEER_INFO", "peer", Link.EMBEDDED);
  public static final Attribute<Integer> PRIMARY = TABLE.u8(2, "IFLA_NETKIT_PRIMARY");
  public static final Attribute<Integer> POLICY = TABLE.u32(3, "IFLA_NETKIT_POLICY");
  public static final Attribute<Integer> PEER_POLICY = TABLE.u32(4, "IFLA_NETKIT_PEER_POLICY");
  public static final Attribute<Integer> MODE = TABLE.u32(5, "IFLA_NETKIT_MODE");
  public static final Attribute<Integer> SCRUB = TABLE.u32(6, "IFLA_NETKIT_SCRUB");
  public static final Attribute<Integer> PEER_SCRUB = TABLE.u32(7, "IFLA_NETKIT_PEER_SCRUB");
  public static final Attribute<Integer> HEADROOM = TABLE.u16(8, "IFLA_NETKIT_HEADROOM");
  public static final Attribute<Integer> TAILROOM = TABLE.u16(9, "IFLA_NETKIT_TAILROOM");
  public static final Attribute<Integer> PAIRING = TABLE.u32(10, "IFLA_NETKIT_PAIRING");

  public static final Format<Netkit> FORMAT = NestKind.format(TABLE, Netkit::new);

  public static final int NETKIT_L2 = 0;
  public static final int NETKIT_L3 = 1;

  /** {@link #NETKIT_L2} or {@link #NETKIT_L3}, with that other end. */
  public static Netkit withPeer(int mode, Link peer) {
    return new Netkit(TABLE.empty()).with(MODE, mode).with(PEER, peer);
  }

  public Optional<Link> peer() {
    return get(PEER);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Netkit with(Attributes attributes) {
    return new Netkit(attributes);
  }
}
