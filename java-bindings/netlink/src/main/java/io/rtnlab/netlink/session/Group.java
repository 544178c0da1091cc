package io.rtnlab.netlink.session;

/** What the kernel tells whoever listens ({@code RTNLGRP_*}, include/uapi/linux/rtnetlink.h). */
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
  IPV6_RULE(19),
  IPV4_NETCONF(24),
  IPV6_NETCONF(25),
  MDB(26),
  MPLS_ROUTE(27),
  NSID(28),
  MPLS_NETCONF(29),
  NEXTHOP(32),
  BRVLAN(33),
  STATS(36);

  private final int number;

  Group(int number) {
    this.number = number;
  }

  /** The number that a socket joins. */
  public int number() {
    return number;
  }
}
