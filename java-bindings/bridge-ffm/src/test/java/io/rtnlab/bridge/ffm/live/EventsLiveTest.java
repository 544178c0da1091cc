package io.rtnlab.bridge.ffm.live;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.Verb;
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
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsLiveTest {
  private static final int ROUTES = 12_000;

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
  void aLinkIsToldAsItComesAndGoes() throws IOException {
    try (EventStream events = sandbox.events(Group.LINK)) {
      session.add(Link.veth("c", "d"));
      session.delete(Link.named("c"));
      List<String> told = new ArrayList<>();
      while (!told.containsAll(List.of("DELETE c", "DELETE d"))) {
        Event.Changed changed = assertInstanceOf(Event.Changed.class, events.next().orElseThrow());
        Link link = assertInstanceOf(Link.class, changed.object());
        told.add(changed.verb() + " " + link.name());
      }
      assertTrue(told.containsAll(List.of("NEW c", "NEW d")), told::toString);
    }
  }

  @Test
  void closingWakesAReaderWhoWaits() throws Exception {
    for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      EventStream events = sandbox.events(Group.LINK);
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
  void aMirrorThatLostEventsEndsUpRight() throws Exception {
    PortOptions small = PortOptions.DEFAULT.withReceiveBufferBytes(16 * 1024);
    int dev = session.get(Link.named("a")).index();
    Route all = Route.all(AF_INET);
    try (Mirror<Route> mirror =
        Mirror.of(sandbox.session(), sandbox.events(small, Group.IPV4_ROUTE, Group.LINK), all)) {
      changeRoutes(dev); // far more than 16 KiB of events while nobody reads
      session.add(Link.veth("last", "tsal"));
      FutureTask<Boolean> follower = new FutureTask<>(follow(mirror, "last"));
      Thread.ofPlatform().start(follower);
      assertTrue(follower.get(40, TimeUnit.SECONDS));

      assertTrue(mirror.resynchronisations() > 0, "no event was lost");
      Set<Object> known = identities(mirror.objects());
      assertEquals(identities(session.dump(all).toList()), known);
      assertTrue(known.size() >= ROUTES / 2, () -> known.size() + " routes");
    }
  }

  /** Adds them all, takes half of them back. */
  private void changeRoutes(int dev) throws IOException {
    List<Request<?>> changes = new ArrayList<>();
    for (int i = 0; i < ROUTES; i++) {
      Route route = Route.to("198.18." + i / 256 + "." + i % 256).dev(dev);
      changes.add(Request.add(route));
      if (i % 2 == 1) {
        changes.add(Request.delete(route));
      }
    }
    session.sendAll(changes).orThrow();
  }

  /** Follows until that link is told, or everything was asked for after it was there. */
  private static Callable<Boolean> follow(Mirror<Route> mirror, String lastLink) {
    return () -> {
      while (true) {
        switch (mirror.follow().orElseThrow()) {
          case Event.Changed changed
              when changed.verb() == Verb.NEW
                  && changed.object() instanceof Link link
                  && link.name().equals(lastLink) -> {
            return true;
          }
          case Event.Lost lost -> {
            return true; // and the mirror asked again, after the last change
          }
          default -> {}
        }
      }
    };
  }

  private static Set<Object> identities(List<Route> routes) {
    return routes.stream().map(Route::identity).collect(Collectors.toSet());
  }
}
