// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

/** Who made a route ({@code rtm_protocol}); any number up to 255 may be used. */
public final class RouteProtocol {
  public static final int RTPROT_UNSPEC = 0;
  public static final int RTPROT_REDIRECT = 1;
  public static final int RTPROT_KERNEL = 2;
  public static final int RTPROT_BOOT = 3;
  public static final int RTPROT_STATIC = 4;
  public static final int RTPROT_RA = 9;
  public static final int RTPROT_DHCP = 16;
  public static final int RTPROT_BGP = 186;
  public static final int RTPROT_OSPF = 188;

  private RouteProtocol() {}

  /** The name that {@code ip} prints; the number where it has none. */
  public static String name(int protocol) {
    return switch (protocol) {
      case RTPROT_UNSPEC -> "unspec";
      case RTPROT_REDIRECT -> "redirect";
      case RTPROT_KERNEL -> "kernel";
      case RTPROT_BOOT -> "boot";
      case RTPROT_STATIC -> "static";
      case RTPROT_RA -> "ra";
      case RTPROT_DHCP -> "dhcp";
      case RTPROT_BGP -> "bgp";
      case RTPROT_OSPF -> "ospf";
      default -> Integer.toString(protocol);
    };
  }
}
