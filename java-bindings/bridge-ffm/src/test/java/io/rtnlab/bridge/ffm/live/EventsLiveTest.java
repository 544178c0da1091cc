// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.live;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static io.rtnlab.netlink.message.Family.AF_INET6;
import static io.rtnlab.netlink.message.Request.add;
import static io.rtnlab.netlink.message.Request.delete;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Event;
import io.rtnlab.netlink.session.EventStream;
import io.rtnlab.netlink.session.Group;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsLiveTest {
  private static final int ROUTES = 8_000;
  private static final PortOptions SMALL = PortOptions.DEFAULT.withReceiveBufferBytes(16 * 1024);

  private Sandbox sandbox;
  private NetlinkSession session;

  @BeforeEach
  void aVeth() throws IOException {
    sandbox = Sandbox.create();
    session = sandbox.session();
    session.add(Link.veth("a", "b").up());
  }

  @AfterEach
  void close() {
    session.close();
    sandbox.close();
  }

  @Test
  void aLinkIsReportedAsItComesAndGoes() throws IOException {
    try (EventStream events = sandbox.events(Group.LINK)) {
      session.add(Link.veth("c", "d"));
      session.delete(Link.named("c"));
      List<String> seen = new ArrayList<>();
      while (!seen.containsAll(List.of("DELETE c", "DELETE d"))) {
        Event.Changed changed = assertInstanceOf(Event.Changed.class, events.next().orElseThrow());
        Link link = assertInstanceOf(Link.class, changed.object());
        seen.add(changed.verb() + " " + link.name());
      }
      assertTrue(seen.containsAll(List.of("NEW c", "NEW d")), seen::toString);
    }
  }

  @Test
  void closingWakesAReaderWhoWaits() throws Exception {
    for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      EventStream events = sandbox.events(Group.IPV4_RULE);
      FutureTask<Optional<Event>> reader = new FutureTask<>(events::next);
      Thread thread = kind.start(reader);
      while (thread.getState() == Thread.State.NEW) {
        Thread.onSpinWait();
      }
      events.close();
      assertEquals(Optional.empty(), reader.get(20, TimeUnit.SECONDS));
      assertEquals(Optional.empty(), events.next());
    }
  }

  @Test
  void waitingReadersLeaveTheirCarriersToOtherVirtualThreads() throws Exception {
    int readers = 4 * Runtime.getRuntime().availableProcessors();
    List<EventStream> streams = new ArrayList<>();
    List<FutureTask<Optional<Event>>> waiting = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      EventStream events = sandbox.events(Group.IPV4_RULE); // none come
      FutureTask<Optional<Event>> reader = new FutureTask<>(events::next);
      Thread thread = Thread.ofVirtual().start(reader);
      streams.add(events);
      waiting.add(reader);
      while (thread.getState() != Thread.State.WAITING) { // a pinned one would be RUNNABLE
        Thread.sleep(1);
      }
    }
    FutureTask<Link> other = new FutureTask<>(() -> session.get(Link.named("a")));
    Thread.ofVirtual().start(other);
    assertEquals("a", other.get(20, TimeUnit.SECONDS).name());
    streams.forEach(EventStream::close);
    for (FutureTask<Optional<Event>> reader : waiting) {
      assertEquals(Optional.empty(), reader.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aLossIsReportedBehindAllThatCameBeforeIt() throws Exception {
    int dev = session.get(Link.named("a")).index();
    try (EventStream events = sandbox.events(SMALL, Group.IPV4_ROUTE)) {
      addRoutes(dev);
      int reported = 0;
      while (events.next().orElseThrow() instanceof Event.Changed) {
        reported++; // any other event must be the loss
      }
      assertTrue(reported > 0 && reported < ROUTES, reported + " of " + ROUTES);
      session.add(Route.to("192.0.2.1").dev(dev));
      Event.Changed next = assertInstanceOf(Event.Changed.class, events.next().orElseThrow());
      assertEquals(
          Prefix.of("192.0.2.1"), assertInstanceOf(Route.class, next.object()).destination());
    }
  }

  @Test
  void aMirrorThatLostEventsEndsUpRight() throws Exception {
    int dev = session.get(Link.named("a")).index();
    Route all = Route.all(AF_INET);
    try (Mirror<Route> mirror =
        Mirror.of(sandbox.session(), sandbox.events(SMALL, Group.IPV4_ROUTE), all)) {
      // Far more than 16 KiB of events while no thread reads: what stays queued says that routes
      // are
      // there, and what is dropped that half of them are gone.
      addRoutes(dev);
      deleteEverySecondRoute(dev);
      while (!(mirror.follow().orElseThrow() instanceof Event.Lost)) {}
      Route last = Route.to("192.0.2.1").dev(dev);
      session.add(last);
      followUntil(mirror, last);

      assertEquals(1, mirror.resynchronisations());
      Set<Object> known = identities(mirror.objects());
      assertEquals(identities(session.dump(all).toList()), known);
      assertTrue(known.size() > ROUTES / 2, () -> known.size() + " routes");
    }
  }

  @Test
  void aMirrorFollowsAmidChanges() throws Exception {
    int dev = session.get(Link.named("a")).index();
    Route all = Route.all(AF_INET);
    try (Mirror<Route> mirror =
        Mirror.of(sandbox.session(), sandbox.events(SMALL, Group.IPV4_ROUTE), all)) {
      Route last = Route.to("192.0.2.1").dev(dev);
      FutureTask<Void> changes =
          new FutureTask<>(
              () -> {
                addRoutes(dev);
                deleteEverySecondRoute(dev);
                session.add(last);
                return null;
              });
      Thread.ofPlatform().start(changes);
      followUntil(mirror, last);
      changes.get(20, TimeUnit.SECONDS);
      assertEquals(identities(session.dump(all).toList()), identities(mirror.objects()));
    }
  }

  @Test
  void aMirrorShowsIpv6RoutesWithOneDestinationApart() throws Exception {
    int dev = session.get(Link.named("a")).index();
    session.change(Link.named("b").up());
    session.add(Address.of("2001:db8::1/64", dev));
    Route all = Route.all(AF_INET6);
    try (Mirror<Route> mirror =
        Mirror.of(sandbox.session(), sandbox.events(SMALL, Group.IPV6_ROUTE), all)) {
      session.add(Route.to("2001:db8:1::/48").via("2001:db8::2").dev(dev));
      session.replace(Route.to("2001:db8:1::/48").via("2001:db8::3").dev(dev));
      session.add(Route.to("2001:db8:2::/48").dev(dev));
      // The kernel adds its own routes, one fe80::/64 for each link among them, in its own time.
      List<Route> dumped = session.dump(all).toList();
      while (linkLocal(dumped) < 2 || !identities(dumped).equals(identities(mirror.objects()))) {
        assertTrue(mirror.follow().isPresent(), () -> mirror.objects().toString());
        dumped = session.dump(all).toList();
      }
      assertEquals(dumped.size(), mirror.objects().size());
    }
  }

  private void addRoutes(int dev) throws IOException {
    session
        .sendAll(IntStream.range(0, ROUTES).<Request<?>>mapToObj(i -> add(route(i, dev))).toList())
        .orThrow();
  }

  private void deleteEverySecondRoute(int dev) throws IOException {
    session
        .sendAll(
            IntStream.range(0, ROUTES / 2)
                .<Request<?>>mapToObj(i -> delete(route(2 * i, dev)))
                .toList())
        .orThrow();
  }

  private static Route route(int number, int dev) {
    return Route.to("198.18." + number / 256 + "." + number % 256).dev(dev);
  }

  /** Follows until that route is known, which is the last change. */
  private static void followUntil(Mirror<Route> mirror, Route last) throws IOException {
    while (!mirror.contains(last)) {
      assertTrue(mirror.follow().isPresent());
    }
  }

  private static long linkLocal(List<Route> routes) {
    Prefix linkLocal = Prefix.of("fe80::/64");
    return routes.stream().filter(route -> route.destination().equals(linkLocal)).count();
  }

  private static Set<Object> identities(List<Route> routes) {
    return routes.stream().map(Route::identity).collect(Collectors.toSet());
  }
}
