// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.live;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.DumpInterruptedException;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.session.OutcomeUnknownException;
import io.rtnlab.netlink.session.Pipeline;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong between a program and the kernel, each reported as what it is. */
@Timeout(60)
class SessionLossLiveTest {
  private Sandbox sandbox;
  private NetlinkSession session;
  private int dev;

  @BeforeEach
  void aVeth() throws IOException {
    sandbox = Sandbox.create();
    session = sandbox.session();
    session.add(Link.veth("a", "b").up());
    dev = session.get(Link.named("a")).index();
  }

  @AfterEach
  void close() {
    session.close();
    sandbox.close();
  }

  @Test
  void aFullReceiveBufferLeavesTheOutcomeUnknown() throws IOException {
    PortOptions tiny = PortOptions.DEFAULT.withReceiveBufferBytes(1);
    try (Arena arena = Arena.ofConfined();
        NetlinkPort port = sandbox.port(tiny)) {
      RequestTemplate routes =
          Request.add(Route.to("198.18.0.0").dev(dev)).template(200, Answers.ACK_EACH, arena);
      int destination = routes.attributeAt(Route.DESTINATION.number());
      for (int i = 0; i < routes.count(); i++) {
        routes.be32(i, destination, 0xC612_0000 + i);
      }
      assertEquals(-Errno.ENOBUFS, new Exchange(port).execute(routes));
    }
    // The kernel did it all the same.
    assertEquals(200, session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).count());
  }

  @Test
  void aPipelineWhoseAnswersAreDroppedSaysSo() throws IOException {
    PortOptions tiny = PortOptions.DEFAULT.withReceiveBufferBytes(1);
    try (NetlinkSession lossy = sandbox.session(tiny);
        Pipeline pipeline = lossy.pipeline(100)) {
      OutcomeUnknownException unknown =
          assertThrows(
              OutcomeUnknownException.class,
              () -> {
                for (int i = 0; i < 200; i++) {
                  pipeline.send(Request.add(Route.to("198.18.0." + i).dev(dev)));
                }
              });
      assertEquals(Errno.ENOBUFS, unknown.errno());
    }
  }

  @Test
  void aPipelineNamesWhoFailed() throws IOException {
    try (Pipeline pipeline = session.pipeline(16)) {
      for (int i = 0; i < 100; i++) {
        pipeline.send(Request.add(Route.to("198.18.0." + (i == 70 ? 3 : i)).dev(dev)));
      }
      List<Integer> failed =
          pipeline.finish().failures().stream().map(failure -> failure.index()).toList();
      assertEquals(List.of(70), failed);
    }
    assertEquals(99, session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).count());
  }

  @Test
  void duringAPipelineItsThreadMayNotUseTheSession() throws IOException {
    try (Pipeline pipeline = session.pipeline(4)) {
      pipeline.send(Request.add(Route.to("198.18.0.0").dev(dev)));
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> session.get(Link.index(dev)));
      assertTrue(String.valueOf(refused.getMessage()).contains("in the middle of a pipeline"));
      assertTrue(pipeline.finish().succeeded());
    }
    assertEquals("a", session.get(Link.index(dev)).name());
  }

  @Test
  void aLengthThatLiesEndsInATimeOutAndNotInAWaitForEver() throws IOException {
    PortOptions impatient = PortOptions.DEFAULT.withReceiveTimeout(Duration.ofMillis(50));
    try (Arena arena = Arena.ofConfined();
        NetlinkPort port = sandbox.port(impatient)) {
      RequestTemplate routes =
          Request.add(Route.to("198.18.0.0").dev(dev)).template(3, Answers.ACK_LAST, arena);
      int destination = routes.attributeAt(Route.DESTINATION.number());
      for (int i = 0; i < routes.count(); i++) {
        routes.be32(i, destination, 0xC612_0000 + i);
      }
      routes.u32(1, NetlinkHeader.LENGTH, 4711);
      // The kernel drops the second message and all behind it, the last one's answer too.
      assertEquals(-Errno.EAGAIN, new Exchange(port).execute(routes));
    }
    assertEquals(1, session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).count());
  }

  @Test
  void anInterruptedDumpIsNotReturnedAsAList() throws Exception {
    List<Request<?>> links = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      links.add(Request.add(Link.veth("x" + i, "y" + i)));
    }
    session.sendAll(links).orThrow();
    try (NetlinkSession other = sandbox.session()) {
      // Between two datagrams of the dump another session changes what is dumped.
      boolean[] changed = {false};
      boolean interrupted =
          session
              .dump(Link.all())
              .forEach(
                  link -> {
                    if (!changed[0]) {
                      changed[0] = true;
                      try {
                        other.add(Link.veth("new", "wen"));
                      } catch (NetlinkException refused) {
                        throw new AssertionError(refused);
                      }
                    }
                  });
      assertTrue(interrupted, "the dump was not interrupted");
    }
    assertEquals(204, session.dump(Link.all()).repeatedly(3).toList().size() - 1);
  }

  @Test
  void aListThatIsInterruptedEveryTimeIsAnErrorOfItsOwn() throws Exception {
    List<Request<?>> links = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      links.add(Request.add(Link.veth("x" + i, "y" + i)));
    }
    session.sendAll(links).orThrow();
    FutureTask<Void> changes =
        new FutureTask<>(
            () -> {
              try (NetlinkSession other = sandbox.session()) {
                while (!Thread.currentThread().isInterrupted()) {
                  other.add(Link.veth("new", "wen"));
                  other.delete(Link.named("new"));
                }
              }
              return null;
            });
    Thread thread = Thread.ofPlatform().start(changes);
    try {
      boolean seen = false;
      for (int attempt = 0; attempt < 50 && !seen; attempt++) {
        try {
          session.dump(Link.all()).toList();
        } catch (DumpInterruptedException interrupted) {
          seen = true;
        }
      }
      assertTrue(seen, "in fifty dumps amid changes none was interrupted");
    } finally {
      thread.interrupt();
      changes.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aSessionClosedByAnotherThreadSaysSo() throws Exception {
    NetlinkSession shared = sandbox.session();
    FutureTask<NetlinkException> user =
        new FutureTask<>(
            () -> {
              while (true) {
                try {
                  shared.get(Link.index(dev));
                } catch (NetlinkException closed) {
                  return closed;
                }
              }
            });
    Thread.ofVirtual().start(user);
    shared.close();
    assertEquals(
        "use the session: EBADF: it was closed", user.get(20, TimeUnit.SECONDS).getMessage());
  }

  @Test
  void aVisitorMayNotUseTheSessionOfItsDump() throws IOException {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                session
                    .dump(Link.all())
                    .forEach(
                        link -> {
                          try {
                            session.get(Link.index(dev));
                          } catch (NetlinkException e) {
                            throw new AssertionError(e);
                          }
                        }));
    assertTrue(String.valueOf(refused.getMessage()).contains("in the middle of a dump"));
    assertEquals(3, session.dump(Link.all()).count());
  }
}
