// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

/** Who made a route ({@code rtm_protocol}); any number up to 255 may be used. */
public final class RouteProtocol {
  public static final int RTPROT_UNSPEC = 0;
  public static final int RTPROT_REDIRECT = 1;
  public static final int RTPROT_KERNEL = 2;
  public static final int RTPROT_BOOT = 3;
  public static final int RTPROT_STATIC = 4;
  public static final int RTPROT_GATED = 8;
  public static final int RTPROT_RA = 9;
  public static final int RTPROT_MRT = 10;
  public static final int RTPROT_ZEBRA = 11;
  public static final int RTPROT_BIRD = 12;
  public static final int RTPROT_DNROUTED = 13;
  public static final int RTPROT_XORP = 14;
  public static final int RTPROT_NTK = 15;
  public static final int RTPROT_DHCP = 16;
  public static final int RTPROT_KEEPALIVED = 18;
  public static final int RTPROT_BABEL = 42;
  public static final int RTPROT_OPENR = 99;
  public static final int RTPROT_BGP = 186;
  public static final int RTPROT_ISIS = 187;
  public static final int RTPROT_OSPF = 188;
  public static final int RTPROT_RIP = 189;
  public static final int RTPROT_EIGRP = 192;

  private RouteProtocol() {}

  /** The name that {@code ip} prints; the number where it has none. */
  public static String name(int protocol) {
    return switch (protocol) {
      case RTPROT_UNSPEC -> "unspec";
      case RTPROT_REDIRECT -> "redirect";
      case RTPROT_KERNEL -> "kernel";
      case RTPROT_BOOT -> "boot";
      case RTPROT_STATIC -> "static";
      case RTPROT_GATED -> "gated";
      case RTPROT_RA -> "ra";
      case RTPROT_MRT -> "mrt";
      case RTPROT_ZEBRA -> "zebra";
      case RTPROT_BIRD -> "bird";
      case RTPROT_DNROUTED -> "dnrouted";
      case RTPROT_XORP -> "xorp";
      case RTPROT_NTK -> "ntk";
      case RTPROT_DHCP -> "dhcp";
      case RTPROT_KEEPALIVED -> "keepalived";
      case RTPROT_BABEL -> "babel";
      case RTPROT_OPENR -> "openr";
      case RTPROT_BGP -> "bgp";
      case RTPROT_ISIS -> "isis";
      case RTPROT_OSPF -> "ospf";
      case RTPROT_RIP -> "rip";
      case RTPROT_EIGRP -> "eigrp";
      default -> Integer.toString(protocol);
    };
  }
}
