// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.libc.Loopback;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the work is done on, in the calling thread's network namespace: a loopback device to route
 * to, a next hop, a table full of routes and many links.
 */
final class Fixture {
  static final int ROUTES = 20_000;
  static final int LINKS = 201;
  static final int LOOPBACK = 1;
  static final int NEXT_HOP = 1;

  /** The table that is dumped; inserts go to another, so that each dump is the same. */
  static final int DUMPED_TABLE = 100;

  /** 10.0.0.0, from where on routes to single addresses are made. */
  static final int FIRST_ADDRESS = 10 << 24;

  static final Route ROUTE = Route.to("10.0.0.0/32").dev(LOOPBACK);
  static final Route ROUTE_BY_NEXT_HOP = Route.to("10.0.0.0/32").nextHop(NEXT_HOP);
  static final Request<Route> ALL_ROUTES =
      Request.dump(Route.all(Family.AF_INET).table(DUMPED_TABLE));
  static final Request<Link> ALL_LINKS = Request.dump(Link.all());

  static final int BATCH = 250;

  private Fixture() {}

  /** Makes all of it. */
  static void set() throws IOException {
    set(ROUTES, LINKS);
  }

  /**
   * Makes more or less of it.
   *
   * @param routes in the table that is dumped, a multiple of 250
   * @param links an odd number, the loopback device included
   */
  static void set(int routes, int links) throws IOException {
    Loopback.up();
    NetlinkPort port = new FfmBridge().open(PortOptions.DEFAULT);
    try (NetlinkSession session = new NetlinkSession(port);
        Arena arena = Arena.ofConfined()) {
      session.add(
          new NextHop(Family.AF_INET, 0, 0, 0, NextHop.TABLE.empty())
              .with(NextHop.ID, NEXT_HOP)
              .dev(LOOPBACK));
      session.add(Route.to("10.0.0.0/8").dev(LOOPBACK)); // so that lookups find something
      for (int pair = 0; pair < links / 2; pair++) {
        session.add(Link.veth("left" + pair, "right" + pair));
      }
      fillTable(new Exchange(port), routes, arena);
    }
  }

  private static void fillTable(Exchange exchange, int routes, Arena arena) throws IOException {
    RequestTemplate add =
        Request.add(ROUTE.table(DUMPED_TABLE)).template(BATCH, Answers.ACK_LAST, arena);
    int destination = add.attributeAt(Route.DESTINATION.number());
    for (int made = 0; made < routes; made += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        add.be32(i, destination, FIRST_ADDRESS + made + i);
      }
      int result = exchange.execute(add);
      if (result < 0) {
        throw new IOException("filling table " + DUMPED_TABLE + ": errno " + -result);
      }
    }
  }

  /** One datagram of a dump, as it came: what parsers are fed. */
  static MemorySegment capture(Request<?> dump, Arena arena) throws IOException {
    try (NetlinkPort port = new FfmBridge().open(PortOptions.DEFAULT)) {
      port.send(dump.template(1, Answers.DUMP, arena).datagram());
      MemorySegment buffer = arena.allocate(Exchange.DEFAULT_BUFFER_BYTES, Long.BYTES);
      int bytes = port.receive(buffer);
      if (bytes <= 0) {
        throw new IOException(dump + ": errno " + -bytes);
      }
      return buffer.asSlice(0, bytes);
    }
  }
}
