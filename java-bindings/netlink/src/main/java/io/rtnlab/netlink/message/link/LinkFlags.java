// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import java.util.StringJoiner;

/** The {@code IFF_*} flags as {@code ip} prints them. */
final class LinkFlags {
  /** In the order of print_link_flags in iproute2's ip/ipaddress.c. */
  private static final LinkFlag[] ORDER = {
    LinkFlag.LOOPBACK,
    LinkFlag.BROADCAST,
    LinkFlag.POINTOPOINT,
    LinkFlag.MULTICAST,
    LinkFlag.NOARP,
    LinkFlag.ALLMULTI,
    LinkFlag.PROMISC,
    LinkFlag.MASTER,
    LinkFlag.SLAVE,
    LinkFlag.DEBUG,
    LinkFlag.DYNAMIC,
    LinkFlag.AUTOMEDIA,
    LinkFlag.PORTSEL,
    LinkFlag.NOTRAILERS,
    LinkFlag.UP,
    LinkFlag.LOWER_UP,
    LinkFlag.DORMANT,
    LinkFlag.ECHO
  };

  private LinkFlags() {}

  static String show(int flags) {
    StringJoiner text = new StringJoiner(",", "<", ">");
    int running = LinkFlag.RUNNING.bit();
    if ((flags & (LinkFlag.UP.bit() | running)) == LinkFlag.UP.bit()) {
      text.add("NO-CARRIER");
    }
    int rest = flags & ~running;
    for (LinkFlag flag : ORDER) {
      if ((rest & flag.bit()) != 0) {
        text.add(flag.name());
        rest &= ~flag.bit();
      }
    }
    return rest == 0 ? text.toString() : text.add(Integer.toHexString(rest)).toString();
  }
}
