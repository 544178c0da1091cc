// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Flags of a link ({@code IFF_*}, include/uapi/linux/if.h). */
public enum LinkFlag {
  UP(1 << 0),
  BROADCAST(1 << 1),
  DEBUG(1 << 2),
  LOOPBACK(1 << 3),
  POINTOPOINT(1 << 4),
  NOTRAILERS(1 << 5),
  RUNNING(1 << 6),
  NOARP(1 << 7),
  PROMISC(1 << 8),
  ALLMULTI(1 << 9),
  MASTER(1 << 10),
  SLAVE(1 << 11),
  MULTICAST(1 << 12),
  PORTSEL(1 << 13),
  AUTOMEDIA(1 << 14),
  DYNAMIC(1 << 15),
  LOWER_UP(1 << 16),
  DORMANT(1 << 17),
  ECHO(1 << 18);

  private final int bit;

  LinkFlag(int bit) {
    this.bit = bit;
  }

  /** The bit, such as {@link Link#IFF_UP}. */
  public int bit() {
    return bit;
  }

  /** Those that are set in {@code flags}. */
  public static Set<LinkFlag> in(int flags) {
    EnumSet<LinkFlag> set = EnumSet.allOf(LinkFlag.class);
    set.removeIf(flag -> (flags & flag.bit) == 0);
    return Collections.unmodifiableSet(set);
  }
}
