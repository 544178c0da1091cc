// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static io.rtnlab.netlink.message.Family.AF_BRIDGE;
import static io.rtnlab.netlink.message.Family.AF_INET;
import static io.rtnlab.netlink.message.Family.AF_INET6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.bridge.ffm.live.Sandbox;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.Hop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Change;
import io.rtnlab.netlink.session.Group;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel distinguishes objects by, and changes that it makes without an event. */
@Timeout(60)
class MirrorIdentityLiveTest {
  private static final Duration QUIET = Duration.ofMillis(300);

  private Sandbox sandbox;
  private IpRoute ip;

  @BeforeAll
  static void needs() {
    IpRoute.require();
  }

  @BeforeEach
  void aVeth() throws IOException {
    sandbox = Sandbox.create();
    ip = new IpRoute(sandbox.namespace());
    run(
        "ip link add v0 type veth peer name v1",
        "ip link set v0 up",
        "ip link set v1 up",
        "ip address add 10.0.0.1/24 dev v0",
        "ip address add 2001:db8::1/64 dev v0 nodad");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void eventsAreFilteredAsTheDumpIs() throws IOException {
    try (Mirror<Route> main = mirror(Route.all(AF_INET).table(Route.RT_TABLE_MAIN))) {
      int before = main.size();
      run(
          "ip route add 10.1.0.0/16 via 10.0.0.2 table 1000",
          "ip -6 route add 2001:db8:1::/48 via 2001:db8::2",
          "ip route add 10.2.0.0/16 via 10.0.0.2");
      follow(main);
      assertEquals(before + 1, main.size(), () -> main.objects().toString());
    }
  }

  @Test
  void routesToOneDestinationStandBehindOneAnother() throws IOException {
    try (Mirror<Route> routes = mirror(Route.all(AF_INET).table(Route.RT_TABLE_MAIN))) {
      run(
          "ip route add 10.1.0.0/16 via 10.0.0.2",
          "ip route append 10.1.0.0/16 via 10.0.0.3",
          "ip route prepend 10.1.0.0/16 via 10.0.0.4");
      follow(routes);
      assertEquals(3, to(routes, "10.1.0.0/16").size());
      run("ip route del 10.1.0.0/16 via 10.0.0.3");
      follow(routes);
      assertEquals(2, to(routes, "10.1.0.0/16").size());
      run("ip route replace 10.1.0.0/16 via 10.0.0.5");
      follow(routes);
      assertEquals(
          List.of("10.0.0.2", "10.0.0.5"),
          to(routes, "10.1.0.0/16").stream()
              .map(route -> route.gateway().orElseThrow().getHostAddress())
              .sorted()
              .toList());
    }
  }

  @Test
  void ipv6RoutesGainAndLoseHops() throws IOException {
    try (Mirror<Route> routes = mirror(Route.all(AF_INET6).table(Route.RT_TABLE_MAIN))) {
      run(
          "ip -6 route add 2001:db8:1::/48 via 2001:db8::2",
          "ip -6 route append 2001:db8:1::/48 via 2001:db8::3");
      follow(routes);
      assertEquals(2, hops(routes, "2001:db8:1::/48").size());
      run(
          "ip -6 route add 2001:db8:2::/48 nexthop via 2001:db8::2 nexthop via 2001:db8::3 nexthop"
              + " via 2001:db8::4",
          "ip -6 route del 2001:db8:2::/48 via 2001:db8::3");
      follow(routes);
      assertEquals(2, hops(routes, "2001:db8:2::/48").size());
    }
  }

  @Test
  void theLastAddressTakesItsRoutesAlong() throws IOException {
    try (Mirror<Route> routes = mirror(Route.all(AF_INET).table(Route.RT_TABLE_MAIN))) {
      run("ip route add 10.1.0.0/16 via 10.0.0.2");
      follow(routes);
      assertEquals(1, to(routes, "10.1.0.0/16").size());
      run("ip address del 10.0.0.1/24 dev v0");
      follow(routes);
      assertEquals(List.of(), routes.objects());
      assertTrue(routes.resynchronisations() > 0);
    }
  }

  @Test
  void forwardingEntriesDifferInMoreThanTheirAddress() throws IOException {
    run("ip link add br0 type bridge vlan_default_pvid 0", "ip link set v0 master br0");
    try (Mirror<Neighbour> entries = mirror(Neighbour.all(AF_BRIDGE))) {
      run(
          "bridge fdb add 02:00:00:00:00:01 dev v0 master static",
          "bridge fdb add 02:00:00:00:00:01 dev v0 self permanent");
      follow(entries);
      assertEquals(2, entries("02:00:00:00:00:01", entries));
      run("bridge fdb del 02:00:00:00:00:01 dev v0 self");
      follow(entries);
      assertEquals(1, entries("02:00:00:00:00:01", entries));
    }
  }

  /** A bridge that knows VLANs adds an entry for each VLAN of the port, beside that of none. */
  @Test
  void whatABridgeAddsForItsVlansIsFollowed() throws IOException {
    run("ip link add br0 type bridge", "ip link set v0 master br0");
    try (Mirror<Neighbour> entries = mirror(Neighbour.all(AF_BRIDGE))) {
      run(
          "bridge fdb add 02:00:00:00:00:01 dev v0 master static",
          "bridge fdb add 02:00:00:00:00:02 dev br0 self permanent");
      follow(entries);
      assertEquals(dumped(Neighbour.all(AF_BRIDGE)), mirrored(entries));
      run("bridge fdb del 02:00:00:00:00:01 dev v0 master");
      follow(entries);
      assertEquals(dumped(Neighbour.all(AF_BRIDGE)), mirrored(entries));
      assertEquals(0, entries("02:00:00:00:00:01", entries));
    }
  }

  @Test
  void tunnelsHaveSeveralDestinationsForOneAddress() throws IOException {
    run("ip link add vx0 type vxlan id 10 dev v0 dstport 4789");
    try (Mirror<Neighbour> entries = mirror(Neighbour.all(AF_BRIDGE))) {
      run(
          "bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.0.0.2",
          "bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.0.0.2 port 5000",
          "bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.0.0.2 vni 11");
      follow(entries);
      assertEquals(3, entries("00:00:00:00:00:00", entries));
      assertEquals(dumped(Neighbour.all(AF_BRIDGE)), mirrored(entries));
    }
  }

  @Test
  void aChangeHasBeforeAndAfter() throws IOException {
    try (Mirror<Route> routes = mirror(Route.all(AF_INET).table(Route.RT_TABLE_MAIN))) {
      run("ip route add 10.1.0.0/16 via 10.0.0.2", "ip route replace 10.1.0.0/16 via 10.0.0.3");
      Change<Route> added = routes.followChange(QUIET).orElseThrow();
      assertEquals(Optional.empty(), added.before());
      Change<Route> replaced = routes.followChange(QUIET).orElseThrow();
      assertEquals("10.0.0.2", gateway(replaced.before()));
      assertEquals("10.0.0.3", gateway(replaced.after()));
    }
  }

  private <T extends KernelObject<T>> Mirror<T> mirror(T filter, Group... groups)
      throws IOException {
    return sandbox.namespace().run(() -> Mirror.open(filter, groups));
  }

  private static void follow(Mirror<?> mirror) throws IOException {
    while (mirror.followChange(QUIET).isPresent()) {}
  }

  /** What the kernel lists now, as identities. */
  private <T extends KernelObject<T>> Set<Object> dumped(T filter) throws IOException {
    try (NetlinkSession session = sandbox.session()) {
      return session.dump(filter).repeatedly(10).toList().stream()
          .map(KernelObject::identity)
          .collect(Collectors.toSet());
    }
  }

  private static Set<Object> mirrored(Mirror<?> mirror) {
    return mirror.objects().stream().map(KernelObject::identity).collect(Collectors.toSet());
  }

  private static String gateway(Optional<Route> route) {
    return route.flatMap(Route::gateway).orElseThrow().getHostAddress();
  }

  private static List<Route> to(Mirror<Route> routes, String destination) {
    return routes.objects().stream()
        .filter(route -> route.destination().toString().equals(destination))
        .toList();
  }

  private static List<Hop> hops(Mirror<Route> routes, String destination) {
    List<Route> found = to(routes, destination);
    assertEquals(1, found.size(), found::toString);
    return found.getFirst().nextHops();
  }

  private static long entries(String address, Mirror<Neighbour> entries) {
    return entries.objects().stream()
        .filter(entry -> entry.linkAddress().orElseThrow().toString().equals(address))
        .count();
  }

  private void run(String... commands) throws IOException {
    for (String command : commands) {
      ip.run(command);
    }
  }
}
