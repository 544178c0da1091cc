// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Flags of a link ({@code IFF_*}, include/uapi/linux/if.h), a bit each in their order here. */
public enum LinkFlag {
  UP,
  BROADCAST,
  DEBUG,
  LOOPBACK,
  POINTOPOINT,
  NOTRAILERS,
  RUNNING,
  NOARP,
  PROMISC,
  ALLMULTI,
  MASTER,
  SLAVE,
  MULTICAST,
  PORTSEL,
  AUTOMEDIA,
  DYNAMIC,
  LOWER_UP,
  DORMANT,
  ECHO;

  /** The bit, such as {@link Link#IFF_UP}. */
  public int bit() {
    return 1 << ordinal();
  }

  /** Those that are set in {@code flags}. */
  public static Set<LinkFlag> in(int flags) {
    EnumSet<LinkFlag> set = EnumSet.allOf(LinkFlag.class);
    set.removeIf(flag -> (flags & flag.bit()) == 0);
    return Collections.unmodifiableSet(set);
  }
}
