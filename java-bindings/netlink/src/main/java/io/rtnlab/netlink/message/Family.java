package io.rtnlab.netlink.message;

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
