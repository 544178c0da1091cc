// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Event;
import io.rtnlab.netlink.session.EventStream;
import io.rtnlab.netlink.session.Group;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program can be tested without a kernel, and its conversation recorded and played again. */
@Timeout(60)
class FakeKernelTest {
  private final FakeKernel kernel = new FakeKernel();
  private final NetlinkSession session = new NetlinkSession(kernel.port());

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void whatIsMadeIsThere() throws IOException {
    Link made = session.make(Link.dummy("d0"));
    assertEquals(made.index(), session.index("d0"));
    session.add(Address.of("10.0.0.1/24", made.index()));
    session.change(Link.index(made.index()).up());
    assertTrue(session.get(Link.named("d0")).isUp());
    assertEquals(1, session.dump(Link.all()).toList().size());
    assertEquals(List.of(), session.dump(Route.all(Family.AF_INET)).toList());
    session.delete(Link.named("d0"));
    assertEquals(Optional.empty(), session.find(Link.named("d0")));
    assertFalse(session.exists(Link.index(made.index())));
  }

  @Test
  void whatIsThereIsNotMadeAgainUnlessEnsured() throws IOException {
    session.add(Link.bridge("br0"));
    refused(Errno.EEXIST, () -> session.add(Link.bridge("br0")));
    refused(Errno.ENODEV, () -> session.delete(Link.named("br1")));
    Link ensured = session.ensure(Link.bridge("br0").mtu(1400));
    assertEquals(1400, ensured.mtu());
    assertEquals(ensured, session.ensure(Link.bridge("br0").mtu(1400)));
    Link other = session.ensure(Link.dummy("br0")); // of another kind
    assertEquals("dummy", other.kind().orElseThrow().kind());
  }

  @Test
  void refusesWhatItIsReportedTo() throws IOException {
    kernel.refuse(
        (verb, object) ->
            verb == Verb.NEW && object instanceof Route
                ? OptionalInt.of(Errno.ENETUNREACH)
                : OptionalInt.empty());
    refused(Errno.ENETUNREACH, () -> session.add(Route.to("10.0.0.0/8").via("10.1.1.1")));
    session.add(Link.dummy("d0"));
  }

  @Test
  void informsListeners() throws IOException {
    try (EventStream events = EventStream.of(kernel.port(), Group.LINK)) {
      session.add(Link.dummy("d0"));
      Event.Changed changed = assertInstanceOf(Event.Changed.class, events.next().orElseThrow());
      assertEquals("d0", assertInstanceOf(Link.class, changed.object()).name());
      assertEquals(Optional.empty(), events.next(Duration.ofMillis(10)));
      assertEquals(Optional.empty(), events.poll());
    }
  }

  @Test
  void aMirrorFollows() throws IOException {
    try (Mirror<Link> mirror =
        Mirror.of(new NetlinkSession(kernel.port()), EventStream.of(kernel.port()), Link.all())) {
      session.add(Link.dummy("d0"));
      assertEquals(Optional.empty(), mirror.followChange().orElseThrow().before());
      assertEquals(List.of("d0"), mirror.objects().stream().map(Link::name).toList());
      session.delete(Link.named("d0"));
      assertEquals("d0", mirror.followChange().orElseThrow().before().orElseThrow().name());
      assertEquals(0, mirror.size());
    }
  }

  @Test
  void aConversationIsPlayedAgain() throws IOException {
    RecordingPort recording = new RecordingPort(kernel.port());
    try (NetlinkSession recorded = new NetlinkSession(recording)) {
      converse(recorded);
    }
    try (NetlinkSession replayed = new NetlinkSession(new ReplayPort(recording.lines()))) {
      converse(replayed);
    }
    try (NetlinkSession replayed = new NetlinkSession(new ReplayPort(recording.lines()))) {
      assertThrows(IllegalStateException.class, () -> replayed.add(Link.dummy("other")));
    }
  }

  private static void converse(NetlinkSession session) throws NetlinkException {
    session.add(Link.dummy("d0"));
    assertEquals(1, session.dump(Link.all()).toList().size());
  }

  private interface Action {
    void run() throws NetlinkException;
  }

  private static void refused(int errno, Action action) {
    assertEquals(errno, assertThrows(NetlinkException.class, action::run).errno());
  }
}
