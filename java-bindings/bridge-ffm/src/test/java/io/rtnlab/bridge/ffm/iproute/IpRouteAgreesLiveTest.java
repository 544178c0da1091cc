// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static io.rtnlab.netlink.message.Family.AF_INET6;
import static io.rtnlab.netlink.message.Family.AF_UNSPEC;

import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What this library reads of the live kernel's objects is what {@code ip} and {@code tc} read of
 * them, every field, each way.
 */
@Timeout(120)
class IpRouteAgreesLiveTest {
  private Agreement agreement;
  private NetlinkSession session;

  @BeforeAll
  static void needs() {
    IpRoute.require();
  }

  @BeforeEach
  void links() throws IOException {
    agreement = new Agreement();
    session = agreement.session();
    agreement.make(
        """
        ip link set lo up
        ip link add v0 type veth peer name v1
        ip link set v0 up mtu 1400
        ip link set v1 up alias cable
        ip address add 10.0.0.1/24 brd + dev v0 label v0:x
        ip address add 10.9.0.1 peer 10.9.0.2/32 dev v0
        ip address add 2001:db8::1/64 dev v0 nodad
        """);
  }

  @AfterEach
  void close() {
    agreement.close();
  }

  @Test
  void onLinks() throws IOException {
    agreement.make(
        """
        ip link property add dev v0 altname another
        ip link add i0 type ifb
        ip link add br0 type bridge stp_state 1 ageing_time 1000
        ip link set v1 master br0
        ip link set v1 type bridge_slave isolated on cost 7
        ip link add vx0 type vxlan id 42 dstport 4789 remote 192.0.2.1 dev v0
        ip link add mv0 link v0 type macvlan mode bridge
        """);
    agreement.compare(
        "ip -j -d link show",
        () -> session.dump(Link.all()).toList(),
        agreement.words()::link,
        "gc_timer"); // runs down
  }

  @Test
  void onAddresses() throws IOException {
    int dev = agreement.index("v0");
    agreement.compare(
        () -> addresses(agreement.ip().objects("ip -j -d address show dev v0")),
        () -> session.dump(Address.all(AF_UNSPEC).on(dev)).toList(),
        agreement.words()::address);
  }

  private static List<Map<String, Object>> addresses(List<Map<String, Object>> links) {
    return links.stream()
        .filter(link -> link.get("addr_info") instanceof List<?>)
        .flatMap(link -> ((List<?>) link.get("addr_info")).stream())
        .map(Agreement::fieldsOf)
        .toList();
  }

  @Test
  void onRoutes() throws IOException {
    nextHops();
    agreement.make(
        """
        ip route add 192.0.2.0/24 via 10.0.0.2 metric 7 mtu 1300
        ip route add 198.18.0.0/15 nexthop via 10.0.0.2 weight 1 nexthop via 10.0.0.3 weight 3
        ip route add blackhole 203.0.113.0/24
        ip route add 198.51.100.0/24 dev v0 table 1000 proto static
        ip route add 192.0.2.128/25 nhid 7
        ip route replace default via 10.0.0.254 src 10.0.0.1
        ip -6 route add 2001:db8:1::/48 via 2001:db8::2 dev v0 pref high
        """);
    agreement.compare(
        "ip -j -d -4 route show table all",
        () -> session.dump(Route.all(AF_INET)).toList(),
        agreement.words()::route,
        "nh_info"); // of the next hop, not of the route: ip asks for it besides
    agreement.compare(
        "ip -j -d -6 route show table all",
        () -> session.dump(Route.all(AF_INET6)).toList(),
        agreement.words()::route);
  }

  @Test
  void onRules() throws IOException {
    agreement.make(
        """
        ip rule add from 10.0.0.0/8 iif lo table 1000 priority 100
        ip rule add to 192.0.2.1 fwmark 0x10/0xff lookup main priority 101
        ip rule add ipproto 6 dport 80-90 prohibit priority 102
        """);
    agreement.compare(
        "ip -j -d rule show",
        () -> session.dump(Rule.all(AF_INET)).toList(),
        agreement.words()::rule);
    agreement.compare(
        "ip -j -d -6 rule show",
        () -> session.dump(Rule.all(AF_INET6)).toList(),
        agreement.words()::rule);
  }

  @Test
  void onNeighbours() throws IOException {
    agreement.make(
        """
        ip neighbour add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0
        ip neighbour add 2001:db8::9 lladdr 02:00:00:00:00:0a dev v0 nud stale router
        """);
    agreement.compare(
        "ip -j -d neighbour show",
        () ->
            session.dump(Neighbour.all(AF_UNSPEC)).toList().stream()
                .filter(each -> (each.state() & Neighbour.NUD_NOARP) == 0) // which ip leaves out
                .toList(),
        agreement.words()::neighbour);
  }

  @Test
  void onNextHops() throws IOException {
    nextHops();
    agreement.compare(
        "ip -j -d nexthop show",
        () -> session.dump(NextHop.all()).toList(),
        agreement.words()::nextHop);
  }

  @Test
  void onDisciplinesAndFilters() throws IOException {
    agreement.make(
        """
        ip link add i0 type ifb
        tc qdisc add dev v0 root handle 1: htb default 0x10
        tc class add dev v0 parent 1: classid 1:10 htb rate 8mbit ceil 16mbit
        tc qdisc add dev v0 parent 1:10 handle 20: pfifo limit 100
        tc filter add dev v0 parent 1: protocol ip prio 1 u32 match ip dst 192.0.2.1/32 flowid 1:10
        tc qdisc add dev i0 root tbf rate 8mbit burst 4000 limit 10000
        tc qdisc add dev v1 ingress
        """);
    InIpsWords words = agreement.words();
    InTcsWords tc = new InTcsWords(words::name);
    agreement.compare("tc -j -d qdisc show", () -> session.dump(Qdisc.all()).toList(), tc::qdisc);
    int dev = agreement.index("v0");
    agreement.compare(
        "tc -j -d filter show dev v0 parent 1:",
        () -> session.dump(Filter.of(dev, TrafficControl.handle(1, 0))).toList(),
        tc::filter);
  }

  private void nextHops() throws IOException {
    agreement.make(
        """
        ip nexthop add id 5 via 10.0.0.2 dev v0
        ip nexthop add id 6 via 10.0.0.3 dev v0
        ip nexthop add id 7 group 5/6,3
        ip nexthop add id 8 blackhole
        """);
  }
}
