// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.Hop;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.RouteMetrics;
import io.rtnlab.netlink.message.route.RouteProtocol;
import io.rtnlab.netlink.message.route.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as {@code ip -j -d} prints them: its names, its units, its words for numbers. */
final class InIpsWords {
  /** Where the package netbase is not installed, {@code ip} knows protocols by number alone. */
  private static final boolean NAMES_PROTOCOLS = Files.exists(Path.of("/etc/protocols"));

  private static final String[] NEIGHBOUR_STATES = {
    "INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT"
  };
  private static final String[] ADDRESS_PROTOCOLS = {"", "kernel_lo", "kernel_ra", "kernel_ll"};

  private final Map<Integer, Link> links;

  /** Made with the links by their index. */
  InIpsWords(Map<Integer, Link> links) {
    this.links = links;
  }

  Map<String, Object> link(Link link) {
    return new LinkInIpsWords(links, this::name).link(link);
  }

  Map<String, Object> address(Address address) {
    Fields fields = new Fields();
    fields.put("family", Family.name(address.family()));
    fields.put("local", IpText.of(address.local().address()));
    fields.put("prefixlen", address.prefixLength());
    fields.put("scope", scope(address.scope()));
    address.peer().ifPresent(peer -> fields.put("address", IpText.of(peer)));
    fields.from(address, Address.BROADCAST, "broadcast", IpText::of);
    fields.from(address, Address.PROTOCOL, "protocol", number -> ADDRESS_PROTOCOLS[number]);
    fields.from(address, Address.LABEL, "label");
    address
        .get(Address.CACHE_INFO)
        .ifPresent(
            lifetime -> {
              fields.put("valid_life_time", lifetime.valid());
              fields.put("preferred_life_time", lifetime.preferred());
            });
    int flags = address.flags();
    fields.flag("nodad", flags & Address.IFA_F_NODAD);
    fields.flag("tentative", flags & Address.IFA_F_TENTATIVE);
    fields.flag("dynamic", ~flags & Address.IFA_F_PERMANENT);
    return fields;
  }

  Map<String, Object> route(Route route) {
    Fields fields = new Fields();
    fields.put("type", Route.typeName(route.type()));
    fields.put("dst", route.destinationLength() == 0 ? "default" : route.destination().toString());
    fields.put("table", table(route.tableId()));
    fields.put("protocol", RouteProtocol.name(route.protocol()));
    fields.put("scope", scope(route.scope()));
    fields.put("flags", List.of());
    route.gateway().ifPresent(gateway -> fields.put("gateway", IpText.of(gateway)));
    boolean several = !route.nextHops().isEmpty();
    if (!several) {
      fields.from(route, Route.OUT_INTERFACE, "dev", this::name);
    }
    fields.from(route, Route.PREFERRED_SOURCE, "prefsrc", IpText::of);
    fields.from(route, Route.PRIORITY, "metric");
    fields.from(route, Route.NEXT_HOP_ID, "nhid");
    fields.from(
        route, Route.PREFERENCE, "pref", pref -> pref == 0 ? "medium" : pref == 1 ? "high" : "low");
    route
        .metrics()
        .get(RouteMetrics.MTU)
        .ifPresent(mtu -> fields.put("metrics", List.of(new Fields().and("mtu", mtu))));
    if (several) {
      fields.put("nexthops", route.nextHops().stream().map(this::hop).toList());
    }
    return fields;
  }

  private Map<String, Object> hop(Hop hop) {
    Fields fields = new Fields();
    hop.gateway().ifPresent(gateway -> fields.put("gateway", IpText.of(gateway)));
    fields.put("dev", name(hop.dev()));
    fields.put("weight", hop.weight());
    fields.put("flags", List.of());
    return fields;
  }

  Map<String, Object> nextHop(NextHop hop) {
    Fields fields = new Fields();
    fields.put("id", hop.id());
    fields.put("scope", scope(hop.scope()));
    fields.put("protocol", RouteProtocol.name(hop.protocol()));
    fields.put("flags", List.of());
    hop.gateway().ifPresent(gateway -> fields.put("gateway", IpText.of(gateway)));
    fields.from(hop, NextHop.OUT_INTERFACE, "dev", this::name);
    fields.from(hop, NextHop.BLACKHOLE, "blackhole");
    if (!hop.group().isEmpty()) {
      fields.put("group", hop.group().stream().map(InIpsWords::member).toList());
    }
    return fields;
  }

  private static Map<String, Object> member(NextHop.Member member) {
    Fields fields = new Fields().and("id", member.id());
    return member.weight() == 1 ? fields : fields.and("weight", member.weight());
  }

  Map<String, Object> rule(Rule rule) {
    Fields fields = new Fields();
    fields.put("priority", rule.priority());
    prefix(fields, "src", rule.sourceLength() == 0 ? null : rule.source());
    prefix(fields, "dst", rule.destinationLength() == 0 ? null : rule.destination());
    fields.from(rule, Rule.IN_INTERFACE, "iif");
    fields.from(rule, Rule.OUT_INTERFACE, "oif");
    fields.from(rule, Rule.MARK, "fwmark", mark -> "0x" + Integer.toHexString(mark));
    fields.from(rule, Rule.MARK_MASK, "fwmask", mask -> "0x" + Integer.toHexString(mask));
    fields.from(
        rule,
        Rule.IP_PROTO,
        "ipproto",
        protocol -> protocol == 6 && NAMES_PROTOCOLS ? "tcp" : protocol.toString());
    rule.get(Rule.DPORT_RANGE)
        .ifPresent(
            ports -> {
              fields.put("dport_start", ports.first());
              fields.put("dport_end", ports.last());
            });
    fields.from(rule, Rule.PROTOCOL, "protocol", RouteProtocol::name);
    if (rule.action() == Rule.FR_ACT_TO_TBL) {
      fields.put("table", table(rule.tableId()));
    } else {
      fields.put("action", rule.action() == Rule.FR_ACT_PROHIBIT ? "prohibit" : "" + rule.action());
    }
    return fields;
  }

  private static void prefix(Fields fields, String word, @Nullable Prefix prefix) {
    if (prefix == null) {
      if (word.equals("src")) {
        fields.put(word, "all");
      }
      return;
    }
    fields.put(word, IpText.of(prefix.address()));
    if (!prefix.isHost()) {
      fields.put(word + "len", prefix.length());
    }
  }

  Map<String, Object> neighbour(Neighbour neighbour) {
    Fields fields = new Fields();
    fields.put("dst", neighbour.destination().map(IpText::of).orElse(""));
    fields.put("dev", name(neighbour.dev()));
    neighbour.linkAddress().ifPresent(address -> fields.put("lladdr", address.toString()));
    fields.flag("router", neighbour.flags() & Neighbour.NTF_ROUTER);
    List<String> states = new ArrayList<>();
    for (int bit = 0; bit < NEIGHBOUR_STATES.length; bit++) {
      if ((neighbour.state() & 1 << bit) != 0) {
        states.add(NEIGHBOUR_STATES[bit]);
      }
    }
    fields.put("state", states);
    return fields;
  }

  String name(int index) {
    Link link = links.get(index);
    return link == null ? "if" + index : link.name();
  }

  private static String scope(int scope) {
    return switch (scope) {
      case Route.RT_SCOPE_UNIVERSE -> "global";
      case Route.RT_SCOPE_LINK -> "link";
      case Route.RT_SCOPE_HOST -> "host";
      default -> Integer.toString(scope);
    };
  }

  private static String table(int table) {
    return switch (table) {
      case Route.RT_TABLE_MAIN -> "main";
      case Route.RT_TABLE_LOCAL -> "local";
      case Route.RT_TABLE_DEFAULT -> "default";
      default -> Integer.toUnsignedString(table);
    };
  }
}
