// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.live;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.FamilySpecific;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.BatchResult;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionLiveTest {
  private Sandbox sandbox;
  private NetlinkSession session;
  private int dev;

  @BeforeEach
  void aVethWithAnAddress() throws IOException {
    sandbox = Sandbox.create();
    session = sandbox.session();
    session.add(Link.veth("a", "b").up());
    session.change(Link.named("b").up());
    dev = session.get(Link.named("a")).index();
    session.add(Address.of("10.0.0.1/24", dev));
  }

  @AfterEach
  void close() {
    session.close();
    sandbox.close();
  }

  @Test
  void aLinkIsAsItWasMade() throws IOException {
    Link a = session.get(Link.named("a"));
    Link b = session.get(Link.named("b"));
    assertTrue(a.isUp());
    assertEquals("veth", a.kind().orElseThrow().kind());
    assertEquals(b.index(), a.link());
    session.change(Link.index(dev).mtu(1400));
    assertEquals(1400, session.get(Link.index(dev)).mtu());
    assertEquals(
        List.of("lo", "b", "a"),
        session.dump(Link.all()).toList().stream().map(Link::name).toList());
    session.delete(Link.named("b"));
    assertEquals(1, session.dump(Link.all()).count());
  }

  @Test
  void aDumpWithoutStatisticsKeepsOnlyTheLinksOwn() throws IOException {
    for (Link link : session.dump(Link.all()).toList()) {
      assertTrue(link.statistics().isPresent() && hasIpv6Counters(link), link::toString);
    }
    for (Link link : session.dump(Link.all().skipStatistics()).toList()) {
      assertTrue(link.statistics().isPresent() && !hasIpv6Counters(link), link::toString);
    }
  }

  private static boolean hasIpv6Counters(Link link) {
    return link.get(Link.PER_FAMILY)
        .flatMap(families -> families.get(FamilySpecific.INET6))
        .orElseThrow()
        .has(FamilySpecific.Inet6.STATS);
  }

  @Test
  void addressesAndRoutesAreAsTheyWereMade() throws IOException {
    assertEquals(
        List.of(Prefix.of("10.0.0.1/24")),
        session.dump(Address.all(AF_INET).on(dev)).toList().stream().map(Address::local).toList());
    session.add(Route.to("192.0.2.0/24").via("10.0.0.2"));
    session.add(Route.to("198.51.100.0/24").dev(dev).table(1000).metric(7));
    Route route = session.dump(Route.all(AF_INET).table(1000)).toList().getFirst();
    assertEquals(Prefix.of("198.51.100.0/24"), route.destination());
    assertEquals(7, route.metric());
    assertEquals(1000, route.tableId());
    assertEquals(dev, session.get(Route.lookup(Prefix.of("192.0.2.9").address())).dev());
  }

  @Test
  void aRouteByNextHopId() throws IOException {
    session.add(NextHop.via(7, "10.0.0.2").dev(dev));
    session.add(Route.to("192.0.2.0/24").nextHop(7));
    Route route =
        session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).toList().stream()
            .filter(each -> each.destination().equals(Prefix.of("192.0.2.0/24")))
            .findFirst()
            .orElseThrow();
    assertEquals(7, route.nextHop());
    assertEquals(7, session.get(NextHop.id(7)).id());
  }

  @Test
  void aRefusalCarriesTheKernelsWords() {
    NetlinkException refused =
        assertThrows(
            NetlinkException.class, () -> session.add(Route.to("192.0.2.0/24").via("203.0.113.1")));
    assertEquals("Nexthop has invalid gateway", refused.kernelMessage().orElseThrow());
    assertEquals(101, refused.errno());
  }

  @Test
  void aBatchNamesWhoFailed() throws IOException {
    List<Request<?>> requests =
        IntStream.range(0, 300)
            .<Request<?>>mapToObj(
                i ->
                    Request.add(
                        Route.to(i % 100 == 99 ? "192.0.2.0" : "198.18." + i / 256 + "." + i % 256)
                            .dev(dev)))
            .toList();
    BatchResult result = session.sendAll(requests);
    assertEquals(
        List.of(199, 299), result.failures().stream().map(BatchResult.Failure::index).toList());
    assertEquals(Errno.EEXIST, result.failures().getFirst().why().errno());
    assertFalse(result.succeeded());
  }
}
