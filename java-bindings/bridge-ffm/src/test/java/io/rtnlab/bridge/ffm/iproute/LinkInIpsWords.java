// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.message.link.FamilySpecific;
import io.rtnlab.netlink.message.link.Link;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Links as {@code ip -j -d link} prints them; what only some kinds have is elsewhere. */
final class LinkInIpsWords {
  private static final String[] OPERATIONAL_STATES = {
    "UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"
  };
  private static final String[] ADDRESS_MODES = {"eui64", "none", "stable_secret", "random"};

  private static final int ARPHRD_TUNNEL6 = 769;
  private static final int ARPHRD_IP6GRE = 823;

  /** {@code ARPHRD_*}, include/uapi/linux/if_arp.h. */
  private static final Map<Integer, String> TYPES =
      Map.of(
          1,
          "ether",
          768,
          "ipip",
          ARPHRD_TUNNEL6,
          "tunnel6",
          772,
          "loopback",
          776,
          "sit",
          778,
          "gre",
          ARPHRD_IP6GRE,
          "gre6");

  private static final Map<Integer, String> FLAGS =
      Map.ofEntries(
          Map.entry(Link.IFF_UP, "UP"),
          Map.entry(Link.IFF_BROADCAST, "BROADCAST"),
          Map.entry(Link.IFF_LOOPBACK, "LOOPBACK"),
          Map.entry(Link.IFF_POINTOPOINT, "POINTOPOINT"),
          Map.entry(Link.IFF_NOARP, "NOARP"),
          Map.entry(Link.IFF_PROMISC, "PROMISC"),
          Map.entry(0x200, "ALLMULTI"),
          Map.entry(0x400, "MASTER"),
          Map.entry(0x800, "SLAVE"),
          Map.entry(Link.IFF_MULTICAST, "MULTICAST"),
          Map.entry(Link.IFF_LOWER_UP, "LOWER_UP"));

  private final Map<Integer, Link> links;
  private final IntFunction<String> name;
  private final LinkKindInIpsWords kinds;

  LinkInIpsWords(Map<Integer, Link> links, IntFunction<String> name) {
    this.links = links;
    this.name = name;
    this.kinds = new LinkKindInIpsWords(name);
  }

  Fields link(Link link) {
    Fields fields = new Fields();
    fields.put("ifindex", link.index());
    fields.put("ifname", link.name());
    fields.put("flags", flags(link));
    fields.put("mtu", link.mtu());
    fields.put("link_type", TYPES.getOrDefault(link.type(), "" + link.type()));
    fields.from(link, Link.QDISC, "qdisc");
    fields.from(link, Link.OPERATIONAL_STATE, "operstate", state -> OPERATIONAL_STATES[state]);
    fields.from(link, Link.LINK_MODE, "linkmode", mode -> mode == 0 ? "DEFAULT" : "DORMANT");
    fields.from(link, Link.GROUP, "group", group -> group == 0 ? "default" : group.toString());
    fields.from(link, Link.QUEUE_LENGTH, "txqlen");
    addresses(link, fields);
    fields.from(link, Link.PROMISCUITY, "promiscuity");
    fields.from(link, Link.ALL_MULTICAST, "allmulti");
    fields.from(link, Link.LEAST_MTU, "min_mtu");
    fields.from(link, Link.GREATEST_MTU, "max_mtu");
    fields.from(link, Link.TX_QUEUES, "num_tx_queues");
    fields.from(link, Link.RX_QUEUES, "num_rx_queues");
    fields.numbers(
        link,
        List.of(
            Link.GSO_MAX_SIZE,
            Link.GSO_MAX_SEGMENTS,
            Link.TSO_MAX_SIZE,
            Link.TSO_MAX_SEGMENTS,
            Link.GRO_MAX_SIZE,
            Link.GSO_IPV4_MAX_SIZE,
            Link.GRO_IPV4_MAX_SIZE));
    fields.from(link, Link.MASTER, "master", name::apply);
    fields.from(link, Link.LINK, "link", below -> below == 0 ? Fields.NULL : name.apply(below));
    fields.from(link, Link.ALIAS, "ifalias");
    if (!link.alternativeNames().isEmpty()) {
      fields.put("altnames", link.alternativeNames());
    }
    link.get(Link.PER_FAMILY)
        .flatMap(families -> families.get(FamilySpecific.INET6))
        .flatMap(inet6 -> inet6.get(FamilySpecific.Inet6.ADDR_GEN_MODE))
        .ifPresent(mode -> fields.put("inet6_addr_gen_mode", ADDRESS_MODES[mode]));
    Fields info = new Fields();
    link.kind().ifPresent(kind -> kinds.kind(kind, info));
    link.port().ifPresent(port -> kinds.port(port, info));
    if (!info.isEmpty()) {
      fields.put("linkinfo", info);
    }
    return fields;
  }

  private List<String> flags(Link link) {
    List<String> words = new ArrayList<>();
    FLAGS.forEach((bit, word) -> flag(words, (link.flags() & bit) != 0, word));
    flag(words, link.isUp() && (link.flags() & Link.IFF_RUNNING) == 0, "NO-CARRIER");
    Link below = links.get(link.link());
    flag(words, below != null && !below.isUp(), "M-DOWN");
    return words.stream().sorted().toList();
  }

  private static void flag(List<String> words, boolean set, String word) {
    if (set) {
      words.add(word);
    }
  }

  private static void addresses(Link link, Fields fields) {
    fields.from(link, Link.ADDRESS, "address", address -> text(link, address));
    fields.from(link, Link.BROADCAST, "broadcast", address -> text(link, address));
    fields.flag("link_pointtopoint", link.flags() & Link.IFF_POINTOPOINT);
    link.get(Link.PERMANENT_ADDRESS)
        .filter(permanent -> !link.address().equals(Optional.of(permanent)))
        .ifPresent(permanent -> fields.put("permaddr", text(link, permanent)));
  }

  /** The ends of a tunnel are IP addresses. */
  private static String text(Link link, LinkAddress address) {
    byte[] octets = HexFormat.ofDelimiter(":").parseHex(address.toString());
    boolean ipv6 = link.type() == ARPHRD_TUNNEL6 || link.type() == ARPHRD_IP6GRE;
    return octets.length == 4 || (octets.length == 16 && ipv6)
        ? IpText.of(IpText.address(octets))
        : address.toString();
  }
}
