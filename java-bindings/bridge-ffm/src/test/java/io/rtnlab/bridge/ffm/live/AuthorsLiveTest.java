// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.live;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkFlag;
import io.rtnlab.netlink.message.link.LinkProperties;
import io.rtnlab.netlink.message.namespace.NamespaceId;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Event;
import io.rtnlab.netlink.session.EventStream;
import io.rtnlab.netlink.session.Group;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What authors of programs ask of a session besides requests, on the live kernel. */
@Timeout(60)
class AuthorsLiveTest {
  private Sandbox sandbox;
  private NetlinkSession session;

  @BeforeEach
  void aNamespace() throws IOException {
    sandbox = Sandbox.create();
    session = sandbox.session();
  }

  @AfterEach
  void close() {
    session.close();
    sandbox.close();
  }

  private NetNamespace byPath() {
    return NetNamespace.at(sandbox.namespace().file().path());
  }

  @Test
  void aNamespaceIsOpenedByPathWhicheverTheThread() throws Exception {
    session.add(Link.veth("v0", "v1"));
    try (NetlinkSession there = NetlinkSession.open(byPath());
        EventStream events = EventStream.open(byPath(), Group.LINK);
        Mirror<Link> mirror = Mirror.open(byPath(), Link.all())) {
      assertTrue(there.exists(Link.named("v0")));
      assertEquals(3, mirror.size());
      session.change(Link.named("v0").up());
      assertTrue(events.next().isPresent());
    }
    Thread virtual =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (NetlinkSession there = NetlinkSession.open(byPath())) {
                    there.add(Link.veth("v2", "v3"));
                  } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                  }
                });
    virtual.join();
    assertTrue(session.exists(Link.named("v2")));
  }

  @Test
  void whatIsNoNamespaceIsNamed() {
    NetNamespace none = NetNamespace.named("no-such-namespace");
    assertEquals(Path.of("/run/netns/no-such-namespace"), none.file());
    IOException refused = assertThrows(IOException.class, () -> NetlinkSession.open(none));
    assertTrue(refused.toString().contains("no-such-namespace"), refused::toString);
    assertThrows(IOException.class, () -> NetlinkSession.open(NetNamespace.at("/dev/null")));
    assertThrows(IllegalArgumentException.class, () -> NetNamespace.named("../x"));
    assertEquals(Path.of("/proc/1/ns/net"), NetNamespace.ofProcess(1).file());
  }

  @Test
  void whatIsNotThereIsEmpty() throws IOException {
    assertEquals(Optional.empty(), session.find(Link.named("no-such-link")));
    assertEquals(Optional.empty(), session.find(Link.named("a-name-longer-than-fifteen")));
    assertEquals(Optional.empty(), session.find(NextHop.id(7)));
    assertFalse(session.exists(Route.to("192.0.2.0/24")));
    assertFalse(session.exists(Route.to("192.0.2.0/24").table(4711)));
    assertFalse(session.exists(Rule.lookup(AF_INET, 4711)));
    NetlinkException refused =
        assertThrows(NetlinkException.class, () -> session.index("no-such-link"));
    assertEquals(Errno.ENODEV, refused.errno());
  }

  @Test
  void whatIsThereIsFound() throws IOException {
    session.add(Link.veth("v0", "v1").up());
    int dev = session.index("v0");
    session.add(Address.of("192.0.2.1/24", dev));
    session.add(Route.to("198.51.100.0/24").via("192.0.2.2"));
    session.add(Rule.lookup(AF_INET, 4711).from("192.0.2.0/24").priority(7));
    Route found = session.find(Route.to("198.51.100.0/24")).orElseThrow();
    assertEquals(dev, found.dev());
    assertTrue(session.exists(Route.to("198.51.100.0/24").via("192.0.2.2")));
    assertFalse(session.exists(Route.to("198.51.100.0/24").via("192.0.2.3")));
    assertTrue(session.exists(Address.of("192.0.2.1/24", dev)));
    assertTrue(session.exists(Rule.lookup(AF_INET, 4711).from("192.0.2.0/24")));
    assertFalse(session.exists(Rule.lookup(AF_INET, 4711).from("192.0.3.0/24")));
    assertTrue(session.get(Link.named("v0")).flagSet().containsAll(List.of(LinkFlag.UP)));
  }

  @Test
  void longAndAlternativeNamesAreResolved() throws IOException {
    session.add(Link.veth("v0", "v1"));
    Link link = session.get(Link.named("v0"));
    String longName = "uplink-to-the-rack-switch";
    session.add(LinkProperties.of(link.index(), longName, "other"));
    assertEquals(link.index(), session.index(longName));
    assertEquals(link.index(), session.index("other"));
    session.change(Link.named(longName).mtu(1400));
    assertEquals(1400, session.get(Link.named("v0")).mtu());
    assertThrows(IllegalArgumentException.class, () -> Link.dummy(longName));
  }

  @Test
  void makingReturnsWhatWasMade() throws IOException {
    Link made = session.make(Link.veth("v0", "v1").up());
    assertEquals(session.index("v0"), made.index());
    assertEquals("v0", made.name());
    NetlinkException again =
        assertThrows(NetlinkException.class, () -> session.make(Link.veth("v0", "v2")));
    assertEquals(Errno.EEXIST, again.errno());
    session.change(Link.named("v1").up());
    NextHop hop =
        session.make(new NextHop(AF_INET, 0, 0, 0, NextHop.TABLE.empty()).dev(made.index()));
    assertTrue(hop.id() != 0, hop::toString);
  }

  @Test
  void ensuringTwiceIsEnsuringOnce() throws IOException {
    for (int i = 0; i < 2; i++) {
      Link link = session.ensure(Link.veth("v0", "v1").up().mtu(1400));
      assertEquals(1400, link.mtu());
      session.ensure(Address.of("192.0.2.1/24", link.index()));
      session.ensure(Route.to("198.51.100.0/24").via("192.0.2.2"));
      session.ensure(Rule.lookup(AF_INET, 4711).priority(7));
    }
    assertEquals(1, session.dump(Address.all(AF_INET)).toList().size());
    Link bridge = session.ensure(Link.bridge("v0"));
    assertEquals("bridge", bridge.kind().orElseThrow().kind());
  }

  @Test
  void aStreamHasATimeAnIteratorAndADescriptor() throws IOException {
    try (EventStream events = sandbox.events()) {
      assertTrue(events.descriptor() >= 0);
      events.join(Group.LINK.number());
      assertEquals(Optional.empty(), events.next(Duration.ofMillis(20)));
      assertEquals(Optional.empty(), events.poll());
      session.add(Link.veth("v0", "v1"));
      for (Event event : events) {
        assertInstanceOf(Event.Changed.class, event);
        break;
      }
      events.leave(Group.LINK);
      while (events.poll().isPresent()) {}
      session.delete(Link.named("v0"));
      assertEquals(Optional.empty(), events.next(Duration.ofMillis(50)));
      assertThrows(NetlinkException.class, () -> events.join(4711));
    }
  }

  @Test
  void aStreamIsPublished() throws Exception {
    BlockingQueue<String> heard = new ArrayBlockingQueue<>(100);
    EventStream events = sandbox.events(Group.LINK);
    events.publish(
        new Flow.Subscriber<Event>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(Event event) {
            heard.add("event");
          }

          @Override
          public void onError(Throwable failed) {
            heard.add(failed.toString());
          }

          @Override
          public void onComplete() {
            heard.add("complete");
          }
        });
    session.add(Link.veth("v0", "v1"));
    assertEquals("event", heard.poll(20, TimeUnit.SECONDS));
    events.close();
    String last = heard.poll(20, TimeUnit.SECONDS);
    while ("event".equals(last)) {
      last = heard.poll(20, TimeUnit.SECONDS);
    }
    assertEquals("complete", last);
  }

  @Test
  void eventsOfOtherNamespacesBearTheirId() throws IOException {
    try (NetworkNamespace other = NetworkNamespace.create();
        NetlinkSession there =
            new NetlinkSession(other.run(() -> new FfmBridge().open(PortOptions.DEFAULT)))) {
      session.add(NamespaceId.of(other.file().number(), 42));
      PortOptions all =
          PortOptions.DEFAULT.withAllNamespaces(true).withReceiveTimeout(Duration.ZERO);
      NetlinkPort port = sandbox.namespace().run(() -> new FfmBridge().open(all));
      try (EventStream events = EventStream.of(port, Group.LINK)) {
        there.add(Link.veth("w0", "w1"));
        Event.Changed theirs = assertInstanceOf(Event.Changed.class, events.next().orElseThrow());
        assertEquals(42, theirs.namespaceId());
        while (events.poll().isPresent()) {}
        session.add(Link.veth("v0", "v1"));
        Event.Changed ours = assertInstanceOf(Event.Changed.class, events.next().orElseThrow());
        assertEquals(Event.Changed.OWN_NAMESPACE, ours.namespaceId());
      }
    }
  }
}
