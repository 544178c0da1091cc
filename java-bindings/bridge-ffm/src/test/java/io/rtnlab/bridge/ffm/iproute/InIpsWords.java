package io.rtnlab.bridge.ffm.live;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Bridge;
import io.rtnlab.netlink.message.link.BridgeId;
import io.rtnlab.netlink.message.link.BridgePort;
import io.rtnlab.netlink.message.link.FamilySpecific;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkKind;
import io.rtnlab.netlink.message.link.MacVlan;
import io.rtnlab.netlink.message.link.PortKind;
import io.rtnlab.netlink.message.link.Vxlan;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.Hop;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.RouteMetrics;
import io.rtnlab.netlink.message.route.RouteProtocol;
import io.rtnlab.netlink.message.route.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects as {@code ip -j -d} tells them: its names, its units, its words for numbers. */
final class InIpsWords {
  private static final String[] OPERATIONAL_STATES = {
    "UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"
  };
  private static final String[] PORT_STATES = {
    "disabled", "listening", "learning", "forwarding", "blocking"
  };
  private static final String[] ADDRESS_MODES = {"eui64", "none", "stable_secret", "random"};
  private static final String[] NEIGHBOUR_STATES = {
    "INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT"
  };
  private static final Map<Integer, String> LINK_FLAGS =
      Map.of(
          Link.IFF_UP, "UP",
          Link.IFF_BROADCAST, "BROADCAST",
          Link.IFF_LOOPBACK, "LOOPBACK",
          Link.IFF_NOARP, "NOARP",
          Link.IFF_PROMISC, "PROMISC",
          Link.IFF_MULTICAST, "MULTICAST",
          Link.IFF_LOWER_UP, "LOWER_UP");

  private final Map<Integer, String> links;

  /** Made with the names of the links by their index. */
  InIpsWords(Map<Integer, String> links) {
    this.links = links;
  }

  Map<String, Object> link(Link link) {
    Fields fields = new Fields();
    fields.put("ifindex", link.index());
    fields.put("ifname", link.name());
    fields.put("flags", linkFlags(link.flags()));
    fields.put("mtu", link.mtu());
    fields.put("link_type", link.type() == 772 ? "loopback" : "ether");
    fields.from(link, Link.QDISC, "qdisc");
    fields.from(link, Link.OPERATIONAL_STATE, "operstate", state -> OPERATIONAL_STATES[state]);
    fields.from(link, Link.LINK_MODE, "linkmode", mode -> mode == 0 ? "DEFAULT" : "DORMANT");
    fields.from(link, Link.GROUP, "group", group -> group == 0 ? "default" : group.toString());
    fields.from(link, Link.QUEUE_LENGTH, "txqlen");
    fields.from(link, Link.ADDRESS, "address", Object::toString);
    fields.from(link, Link.BROADCAST, "broadcast", Object::toString);
    fields.from(link, Link.PROMISCUITY, "promiscuity");
    fields.from(link, Link.ALL_MULTICAST, "allmulti");
    fields.from(link, Link.LEAST_MTU, "min_mtu");
    fields.from(link, Link.GREATEST_MTU, "max_mtu");
    fields.from(link, Link.TX_QUEUES, "num_tx_queues");
    fields.from(link, Link.RX_QUEUES, "num_rx_queues");
    fields.from(link, Link.GSO_MAX_SIZE, "gso_max_size");
    fields.from(link, Link.GSO_MAX_SEGMENTS, "gso_max_segs");
    fields.from(link, Link.TSO_MAX_SIZE, "tso_max_size");
    fields.from(link, Link.TSO_MAX_SEGMENTS, "tso_max_segs");
    fields.from(link, Link.GRO_MAX_SIZE, "gro_max_size");
    fields.from(link, Link.MASTER, "master", this::name);
    fields.from(link, Link.LINK, "link", this::name);
    fields.from(link, Link.ALIAS, "ifalias");
    if (!link.alternativeNames().isEmpty()) {
      fields.put("altnames", link.alternativeNames());
    }
    link.get(Link.PER_FAMILY)
        .flatMap(families -> families.get(FamilySpecific.INET6))
        .flatMap(inet6 -> inet6.get(FamilySpecific.Inet6.ADDR_GEN_MODE))
        .ifPresent(mode -> fields.put("inet6_addr_gen_mode", ADDRESS_MODES[mode]));
    Fields info = new Fields();
    link.kind().ifPresent(kind -> kind(kind, info));
    link.port().ifPresent(port -> port(port, info));
    if (!info.isEmpty()) {
      fields.put("linkinfo", info);
    }
    return fields;
  }

  private void kind(LinkKind kind, Fields info) {
    info.put("info_kind", kind.kind());
    Fields data = new Fields();
    switch (kind) {
      case Bridge bridge -> bridge(bridge, data);
      case Vxlan vxlan -> vxlan(vxlan, data);
      case MacVlan macvlan -> {
        data.put(
            "mode", macvlan.get(MacVlan.MODE, 0) == MacVlan.MACVLAN_MODE_BRIDGE ? "bridge" : "");
        data.from(macvlan, MacVlan.BC_QUEUE_LEN, "bcqueuelen");
        data.from(macvlan, MacVlan.BC_QUEUE_LEN_USED, "usedbcqueuelen");
      }
      default -> {}
    }
    if (!data.isEmpty()) {
      info.put("info_data", data);
    }
  }

  private static void bridge(Bridge bridge, Fields data) {
    for (Attribute<Integer> number :
        List.of(
            Bridge.FORWARD_DELAY,
            Bridge.HELLO_TIME,
            Bridge.MAX_AGE,
            Bridge.AGEING_TIME,
            Bridge.STP_STATE,
            Bridge.PRIORITY,
            Bridge.VLAN_FILTERING,
            Bridge.ROOT_PORT,
            Bridge.ROOT_PATH_COST,
            Bridge.TOPOLOGY_CHANGE,
            Bridge.TOPOLOGY_CHANGE_DETECTED,
            Bridge.MCAST_SNOOPING,
            Bridge.MCAST_ROUTER,
            Bridge.MCAST_QUERY_USE_IFADDR,
            Bridge.MCAST_QUERIER,
            Bridge.MCAST_HASH_ELASTICITY,
            Bridge.MCAST_HASH_MAX,
            Bridge.MCAST_LAST_MEMBER_CNT,
            Bridge.MCAST_STARTUP_QUERY_CNT,
            Bridge.MCAST_STATS_ENABLED,
            Bridge.MCAST_IGMP_VERSION,
            Bridge.MCAST_MLD_VERSION,
            Bridge.NF_CALL_IPTABLES,
            Bridge.NF_CALL_IP6TABLES,
            Bridge.NF_CALL_ARPTABLES)) {
      data.from(bridge, number, number.word());
    }
    for (Attribute<Long> interval :
        List.of(
            Bridge.MCAST_LAST_MEMBER_INTVL, Bridge.MCAST_MEMBERSHIP_INTVL,
            Bridge.MCAST_QUERIER_INTVL, Bridge.MCAST_QUERY_INTVL,
            Bridge.MCAST_QUERY_RESPONSE_INTVL, Bridge.MCAST_STARTUP_QUERY_INTVL)) {
      data.from(bridge, interval, interval.word());
    }
    for (Attribute<Long> timer :
        List.of(Bridge.HELLO_TIMER, Bridge.TCN_TIMER, Bridge.TOPOLOGY_CHANGE_TIMER)) {
      data.from(bridge, timer, timer.word(), ticks -> ticks / 100.0);
    }
    data.from(bridge, Bridge.ROOT_ID, "root_id", InIpsWords::bridgeId);
    data.from(bridge, Bridge.BRIDGE_ID, "bridge_id", InIpsWords::bridgeId);
    data.from(bridge, Bridge.GROUP_ADDR, "group_addr", Object::toString);
    data.from(bridge, Bridge.GROUP_FWD_MASK, "group_fwd_mask", Integer::toHexString);
    Bridge.Options options = bridge.get(Bridge.MULTI_BOOLOPT).orElseThrow();
    data.put("no_linklocal_learn", options.values() & 1);
    data.put("mcast_vlan_snooping", options.values() >> 1 & 1);
  }

  /** {@code ip} writes the hardware address in it without leading zeros. */
  private static String bridgeId(BridgeId id) {
    StringBuilder text = new StringBuilder(String.format("%04x.", id.priority()));
    String separator = "";
    for (byte octet : id.address().toArray()) {
      text.append(separator).append(Integer.toHexString(Byte.toUnsignedInt(octet)));
      separator = ":";
    }
    return text.toString();
  }

  private void vxlan(Vxlan vxlan, Fields data) {
    data.from(vxlan, Vxlan.ID, "id");
    data.from(vxlan, Vxlan.GROUP, "remote", IpText::of);
    data.from(vxlan, Vxlan.LINK, "link", this::name);
    data.from(vxlan, Vxlan.PORT, "port");
    data.from(vxlan, Vxlan.LEARNING, "learning", on -> on != 0);
    data.from(vxlan, Vxlan.TTL, "ttl");
    data.from(vxlan, Vxlan.AGEING, "ageing");
    data.from(vxlan, Vxlan.UDP_CSUM, "udp_csum", on -> on != 0);
    data.from(vxlan, Vxlan.UDP_ZERO_CSUM6_TX, "udp_zero_csum6_tx", on -> on != 0);
    data.from(vxlan, Vxlan.UDP_ZERO_CSUM6_RX, "udp_zero_csum6_rx", on -> on != 0);
    data.from(vxlan, Vxlan.DF, "df", df -> df == 0 ? "unset" : df.toString());
    vxlan
        .get(Vxlan.PORT_RANGE)
        .ifPresent(
            range -> {
              Fields ports = new Fields();
              ports.put("low", range.low());
              ports.put("high", range.high());
              data.put("port_range", ports);
            });
  }

  private static void port(PortKind port, Fields info) {
    info.put("info_slave_kind", port.kind());
    if (port instanceof BridgePort bridgePort) {
      info.put("info_slave_data", bridgePort(bridgePort));
    }
  }

  private static Fields bridgePort(BridgePort port) {
    Fields data = new Fields();
    data.from(port, BridgePort.STATE, "state", state -> PORT_STATES[state]);
    for (Attribute<Integer> number :
        List.of(
            BridgePort.PRIORITY,
            BridgePort.COST,
            BridgePort.DESIGNATED_PORT,
            BridgePort.DESIGNATED_COST,
            BridgePort.TOPOLOGY_CHANGE_ACK,
            BridgePort.CONFIG_PENDING,
            BridgePort.MULTICAST_ROUTER)) {
      data.from(port, number, number.word());
    }
    Map<Attribute<Integer>, String> switches =
        Map.ofEntries(
            Map.entry(BridgePort.MODE, "hairpin"),
            Map.entry(BridgePort.GUARD, "guard"),
            Map.entry(BridgePort.PROTECT, "root_block"),
            Map.entry(BridgePort.FAST_LEAVE, "fastleave"),
            Map.entry(BridgePort.LEARNING, "learning"),
            Map.entry(BridgePort.UNICAST_FLOOD, "flood"),
            Map.entry(BridgePort.PROXYARP, "proxy_arp"),
            Map.entry(BridgePort.PROXYARP_WIFI, "proxy_arp_wifi"),
            Map.entry(BridgePort.MCAST_FLOOD, "mcast_flood"),
            Map.entry(BridgePort.BCAST_FLOOD, "bcast_flood"),
            Map.entry(BridgePort.MCAST_TO_UCAST, "mcast_to_unicast"),
            Map.entry(BridgePort.NEIGH_SUPPRESS, "neigh_suppress"),
            Map.entry(BridgePort.VLAN_TUNNEL, "vlan_tunnel"),
            Map.entry(BridgePort.ISOLATED, "isolated"),
            Map.entry(BridgePort.LOCKED, "locked"));
    switches.forEach((attribute, word) -> data.from(port, attribute, word, on -> on != 0));
    data.from(port, BridgePort.ID, "id", id -> "0x" + Integer.toHexString(id));
    data.from(port, BridgePort.NO, "no", no -> "0x" + Integer.toHexString(no));
    data.from(port, BridgePort.BRIDGE_ID, "bridge_id", InIpsWords::bridgeId);
    data.from(port, BridgePort.ROOT_ID, "root_id", InIpsWords::bridgeId);
    data.from(port, BridgePort.HOLD_TIMER, "hold_timer", ticks -> ticks / 100.0);
    data.from(port, BridgePort.MESSAGE_AGE_TIMER, "message_age_timer", ticks -> ticks / 100.0);
    data.from(port, BridgePort.FORWARD_DELAY_TIMER, "forward_delay_timer", ticks -> ticks / 100.0);
    data.from(port, BridgePort.GROUP_FWD_MASK, "group_fwd_mask", Integer::toHexString);
    data.from(
        port, BridgePort.GROUP_FWD_MASK, "group_fwd_mask_str", m -> "0x" + Integer.toHexString(m));
    return data;
  }

  private static List<String> linkFlags(int flags) {
    List<String> words = new ArrayList<>();
    LINK_FLAGS.forEach(
        (bit, word) -> {
          if ((flags & bit) != 0) {
            words.add(word);
          }
        });
    boolean noCarrier = (flags & Link.IFF_UP) != 0 && (flags & Link.IFF_RUNNING) == 0;
    if (noCarrier) {
      words.add("NO-CARRIER");
    }
    return words.stream().sorted().toList();
  }

  Map<String, Object> address(Address address) {
    Fields fields = new Fields();
    fields.put("family", Family.name(address.family()));
    fields.put("local", IpText.of(address.local().address()));
    fields.put("prefixlen", address.prefixLength());
    fields.put("scope", scope(address.scope()));
    address.peer().ifPresent(peer -> fields.put("address", IpText.of(peer)));
    fields.from(address, Address.BROADCAST, "broadcast", IpText::of);
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
        rule, Rule.IP_PROTO, "ipproto", protocol -> protocol == 6 ? "tcp" : protocol.toString());
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
    return links.getOrDefault(index, "if" + index);
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

  /** Fields by name, whole numbers as long. */
  static final class Fields extends TreeMap<String, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object put(String name, Object value) {
      return super.put(name, value instanceof Integer number ? number.longValue() : value);
    }

    Fields and(String name, Object value) {
      put(name, value);
      return this;
    }

    void flag(String name, int bits) {
      if (bits != 0) {
        put(name, true);
      }
    }

    <V> void from(Attributed<?> object, Attribute<V> attribute, String name) {
      from(object, attribute, name, value -> value);
    }

    <V> void from(
        Attributed<?> object, Attribute<V> attribute, String name, Function<V, Object> word) {
      object.get(attribute).ifPresent(value -> put(name, word.apply(value)));
    }
  }
}
