// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Bytes;
import java.net.InetAddress;

/**
 * Who asks for multicast listeners behind a bridge ({@code BRIDGE_QUERIER_*},
 * net/bridge/br_multicast.c).
 */
public final class Querier {
  public static final AttributeTable TABLE =
      new AttributeTable("bridge-querier", "BRIDGE_QUERIER_");

  public static final Attribute<InetAddress> IP_ADDRESS = TABLE.ip(1, "BRIDGE_QUERIER_IP_ADDRESS");
  public static final Attribute<Integer> IP_PORT = TABLE.u32(2, "BRIDGE_QUERIER_IP_PORT");
  public static final Attribute<Long> IP_OTHER_TIMER =
      TABLE.u64(3, "BRIDGE_QUERIER_IP_OTHER_TIMER");
  public static final Attribute<Bytes> PAD = TABLE.bytes(4, "BRIDGE_QUERIER_PAD");
  public static final Attribute<InetAddress> IPV6_ADDRESS =
      TABLE.ip(5, "BRIDGE_QUERIER_IPV6_ADDRESS");
  public static final Attribute<Integer> IPV6_PORT = TABLE.u32(6, "BRIDGE_QUERIER_IPV6_PORT");
  public static final Attribute<Long> IPV6_OTHER_TIMER =
      TABLE.u64(7, "BRIDGE_QUERIER_IPV6_OTHER_TIMER");

  private Querier() {}
}
