// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.probes.request.EndedCall;
import io.rtnlab.probes.request.SentMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of requests (include/uapi/linux/rtnetlink.h, include/uapi/linux/sockios.h). */
final class RequestType {
  private static final List<String> VERBS = List.of("NEW", "DEL", "GET", "SET");

  /** By the number of their {@code RTM_NEW…}. */
  private static final Map<Integer, String> OBJECTS =
      Map.ofEntries(
          Map.entry(16, "LINK"),
          Map.entry(20, "ADDR"),
          Map.entry(24, "ROUTE"),
          Map.entry(28, "NEIGH"),
          Map.entry(32, "RULE"),
          Map.entry(36, "QDISC"),
          Map.entry(40, "TCLASS"),
          Map.entry(44, "TFILTER"),
          Map.entry(48, "ACTION"),
          Map.entry(52, "PREFIX"),
          Map.entry(56, "MULTICAST"),
          Map.entry(60, "ANYCAST"),
          Map.entry(64, "NEIGHTBL"),
          Map.entry(68, "NDUSEROPT"),
          Map.entry(72, "ADDRLABEL"),
          Map.entry(76, "DCB"),
          Map.entry(80, "NETCONF"),
          Map.entry(84, "MDB"),
          Map.entry(88, "NSID"),
          Map.entry(92, "STATS"),
          Map.entry(96, "CACHEREPORT"),
          Map.entry(100, "CHAIN"),
          Map.entry(104, "NEXTHOP"),
          Map.entry(108, "LINKPROP"),
          Map.entry(112, "VLAN"),
          Map.entry(116, "NEXTHOPBUCKET"),
          Map.entry(120, "TUNNEL"));

  private static final Map<Long, String> IOCTLS =
      Map.ofEntries(
          Map.entry(0x8910L, "SIOCGIFNAME"),
          Map.entry(0x8912L, "SIOCGIFCONF"),
          Map.entry(0x8913L, "SIOCGIFFLAGS"),
          Map.entry(0x8914L, "SIOCSIFFLAGS"),
          Map.entry(0x8915L, "SIOCGIFADDR"),
          Map.entry(0x8916L, "SIOCSIFADDR"),
          Map.entry(0x891bL, "SIOCGIFNETMASK"),
          Map.entry(0x891cL, "SIOCSIFNETMASK"),
          Map.entry(0x8921L, "SIOCGIFMTU"),
          Map.entry(0x8922L, "SIOCSIFMTU"),
          Map.entry(0x8923L, "SIOCSIFNAME"),
          Map.entry(0x8924L, "SIOCSIFHWADDR"),
          Map.entry(0x8927L, "SIOCGIFHWADDR"),
          Map.entry(0x8933L, "SIOCGIFINDEX"),
          Map.entry(0x8942L, "SIOCGIFTXQLEN"),
          Map.entry(0x8943L, "SIOCSIFTXQLEN"),
          Map.entry(0x8946L, "SIOCETHTOOL"),
          Map.entry(0x89a2L, "SIOCBRADDIF"));

  private RequestType() {}

  /** Such as {@code RTM_GETLINK dump}. */
  static String of(SentMessage message) {
    if (message.protocol() != SentMessage.NETLINK_ROUTE) {
      return String.format(Locale.ROOT, "netlink %d type 0x%x", message.protocol(), message.type());
    }
    String object = OBJECTS.get(message.type() & ~3);
    String name =
        object == null
            ? "rtnetlink type " + message.type()
            : "RTM_" + VERBS.get(message.type() & 3) + object;
    String family =
        switch (message.family()) {
          case 7 -> " AF_BRIDGE";
          case 10 -> " IPv6";
          case 28 -> " MPLS";
          default -> "";
        };
    return name + (message.dump() ? " dump" : "") + family;
  }

  /** Such as {@code ioctl SIOCETHTOOL}. */
  static String of(EndedCall call) {
    return call.kind() == EndedCall.Kind.IOCTL
        ? "ioctl "
            + IOCTLS.getOrDefault(
                call.argument(), String.format(Locale.ROOT, "0x%x", call.argument()))
        : call.kind().name().toLowerCase(Locale.ROOT) + "(CLONE_NEWNET)";
  }
}
