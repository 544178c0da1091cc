// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.live;

import static io.rtnlab.netlink.message.Family.AF_INET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.AllocatedBytes;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExchangeLiveTest {
  private static final int FIRST = 0xC612_0000; // 198.18.0.0

  private final Arena arena = Arena.ofConfined();
  private Sandbox sandbox;
  private NetlinkSession session;
  private NetlinkPort port;
  private Exchange exchange;
  private int dev;

  @BeforeEach
  void aVeth() throws IOException {
    sandbox = Sandbox.create();
    session = sandbox.session();
    session.add(Link.veth("a", "b").up());
    dev = session.get(Link.named("a")).index();
    session.add(Route.to("192.0.2.0/24").dev(dev)); // the table is made with its first route
    port = sandbox.port();
    exchange = new Exchange(port);
  }

  @AfterEach
  void close() {
    port.close();
    session.close();
    sandbox.close();
    arena.close();
  }

  @Test
  void aPatchedBatchInsertsWhatItSays() throws IOException {
    for (Answers answers : new Answers[] {Answers.ACK_EACH, Answers.ACK_LAST}) {
      RequestTemplate add = Request.add(route()).template(100, answers, arena);
      RequestTemplate delete = Request.delete(route()).template(100, answers, arena);
      number(add, 100);
      number(delete, 100);
      long before = routes();
      assertEquals(0, exchange.execute(add));
      assertEquals(before + 100, routes());
      assertEquals(-Errno.EEXIST, exchange.execute(add));
      assertEquals(100, add.failures());
      assertEquals(-Errno.EEXIST, add.result(57));
      delete.limit(40);
      assertEquals(0, exchange.execute(delete));
      assertEquals(before + 60, routes());
      add.limit(41);
      assertEquals(-Errno.EEXIST, exchange.execute(add));
      assertEquals(1, add.failures());
      assertEquals(-Errno.EEXIST, add.result(40));
      delete.limit(100);
      assertEquals(0, exchange.execute(delete));
      assertEquals(before, routes());
    }
  }

  @Test
  void aDumpCountsWhatTheSessionLists() throws IOException {
    RequestTemplate links = Request.dump(Link.all().skipStatistics()).template(Answers.DUMP, arena);
    assertEquals(0, exchange.dump(links));
    assertEquals(session.dump(Link.all()).toList().size(), exchange.dumpMessages());
  }

  @Test
  @Tag("allocation")
  void nothingIsAllocatedOnceWarm() {
    RequestTemplate add = Request.add(route()).template(Answers.ACK_LAST, arena);
    RequestTemplate delete = Request.delete(route()).template(Answers.ACK_LAST, arena);
    RequestTemplate links = Request.dump(Link.all()).template(Answers.DUMP, arena);
    RequestTemplate lookup = Request.get(Link.index(dev)).template(Answers.REPLY_EACH, arena);
    int destination = add.attributeAt(Route.DESTINATION.number());
    int[] count = {0};
    boolean[] failed = {false};
    assertEquals(
        0,
        AllocatedBytes.onceWarm(
            () -> {
              int address = FIRST + (count[0]++ & 0xFF);
              add.be32(0, destination, address);
              delete.be32(0, destination, address);
              failed[0] |= exchange.execute(add) != 0;
              failed[0] |= exchange.execute(delete) != 0;
              failed[0] |= exchange.execute(lookup) != 0;
              failed[0] |= exchange.dump(links) != 0;
            }));
    assertEquals(3, exchange.dumpMessages());
    assertTrue(!failed[0]);
  }

  private Route route() {
    return Route.to("198.18.0.0").dev(dev);
  }

  private static void number(RequestTemplate template, int count) {
    int destination = template.attributeAt(Route.DESTINATION.number());
    for (int i = 0; i < count; i++) {
      template.be32(i, destination, FIRST + i);
    }
  }

  private long routes() throws IOException {
    return session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).count();
  }
}
