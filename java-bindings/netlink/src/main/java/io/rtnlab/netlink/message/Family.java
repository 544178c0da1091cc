// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

import io.rtnlab.netlink.attribute.IpText;
import java.net.InetAddress;

/** Address families of rtnetlink (include/linux/socket.h). */
public final class Family {
  public static final int AF_UNSPEC = 0;
  public static final int AF_INET = 2;
  public static final int AF_BRIDGE = 7;
  public static final int AF_INET6 = 10;
  public static final int AF_MPLS = 28;
  public static final int RTNL_FAMILY_IPMR = 128;
  public static final int RTNL_FAMILY_IP6MR = 129;

  private Family() {}

  /** {@link #AF_INET} or {@link #AF_INET6}, by the length of the address. */
  public static int of(InetAddress address) {
    return address.getAddress().length == 4 ? AF_INET : AF_INET6;
  }

  /**
   * Checks that an address is of the family of the object that it is put into: the kernel reads as
   * many bytes of it as the object's family has, and another address comes out.
   *
   * @param what the role of the address, to name in the refusal
   * @throws IllegalArgumentException where both are IP, and differ
   */
  public static void requireSame(int family, InetAddress address, String what) {
    if ((family == AF_INET || family == AF_INET6) && of(address) != family) {
      throw new IllegalArgumentException(
          what + " " + IpText.of(address) + " is not of the family " + name(family));
    }
  }

  /** {@code inet}, {@code inet6}, … as {@code ip} says it; the number where it has no name. */
  public static String name(int family) {
    return switch (family) {
      case AF_UNSPEC -> "unspec";
      case AF_INET -> "inet";
      case AF_BRIDGE -> "bridge";
      case AF_INET6 -> "inet6";
      case AF_MPLS -> "mpls";
      case RTNL_FAMILY_IPMR -> "ipmr";
      case RTNL_FAMILY_IP6MR -> "ip6mr";
      default -> Integer.toString(family);
    };
  }
}
