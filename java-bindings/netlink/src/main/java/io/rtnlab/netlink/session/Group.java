// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

/**
 * What the kernel sends to all that listen ({@code RTNLGRP_*}, include/uapi/linux/rtnetlink.h). A
 * group without a name here is joined by its number: {@link EventStream#join}.
 */
public enum Group {
  LINK(1),
  NEIGH(3),
  TC(4),
  IPV4_IFADDR(5),
  IPV4_MROUTE(6),
  IPV4_ROUTE(7),
  IPV4_RULE(8),
  IPV6_IFADDR(9),
  IPV6_MROUTE(10),
  IPV6_ROUTE(11),
  IPV6_IFINFO(12),
  IPV6_PREFIX(18),
  IPV6_RULE(19),
  ND_USEROPT(20),
  PHONET_IFADDR(21),
  PHONET_ROUTE(22),
  DCB(23),
  IPV4_NETCONF(24),
  IPV6_NETCONF(25),
  MDB(26),
  MPLS_ROUTE(27),
  NSID(28),
  MPLS_NETCONF(29),
  IPV4_MROUTE_R(30),
  IPV6_MROUTE_R(31),
  NEXTHOP(32),
  BRVLAN(33),
  MCTP_IFADDR(34),
  TUNNEL(35),
  STATS(36),
  IPV4_MCADDR(37),
  IPV6_MCADDR(38),
  IPV6_ACADDR(39);

  private final int number;

  Group(int number) {
    this.number = number;
  }

  /** The number that a socket joins. */
  public int number() {
    return number;
  }
}
