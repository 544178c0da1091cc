// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Flags of a route or a hop ({@code RTNH_F_*}, the low eight bits, of a hop and of a route with
 * one; {@code RTM_F_*} of a route; include/uapi/linux/rtnetlink.h).
 */
public enum RouteFlag {
  RTNH_F_DEAD(0x1),
  RTNH_F_PERVASIVE(0x2),
  RTNH_F_ONLINK(0x4),
  RTNH_F_OFFLOAD(0x8),
  RTNH_F_LINKDOWN(0x10),
  RTNH_F_UNRESOLVED(0x20),
  RTNH_F_TRAP(0x40),
  RTM_F_NOTIFY(0x100),
  RTM_F_CLONED(0x200),
  RTM_F_EQUALIZE(0x400),
  RTM_F_PREFIX(0x800),
  RTM_F_LOOKUP_TABLE(0x1000),
  RTM_F_FIB_MATCH(0x2000),
  RTM_F_OFFLOAD(0x4000),
  RTM_F_TRAP(0x8000),
  RTM_F_OFFLOAD_FAILED(0x20000000);

  private final int bit;

  RouteFlag(int bit) {
    this.bit = bit;
  }

  public int bit() {
    return bit;
  }

  /** Those that are set in {@code flags}. */
  public static Set<RouteFlag> in(int flags) {
    EnumSet<RouteFlag> set = EnumSet.allOf(RouteFlag.class);
    set.removeIf(flag -> (flags & flag.bit) == 0);
    return Collections.unmodifiableSet(set);
  }
}
