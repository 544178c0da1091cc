// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import static io.rtnlab.netlink.message.Family.AF_INET;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;

/**
 * Adds a million routes, or as many as the argument says, without allocating anything per route,
 * and reads them back one at a time: the dump takes no more memory than a single datagram. Start it
 * with {@code -Xmx64m} to see.
 */
public final class Sample10MillionRoutes {
  private static final int FIRST = 0x0A00_0000; // 10.0.0.0
  private static final int PER_DATAGRAM = 200;

  private Sample10MillionRoutes() {}

  public static void main(String... arguments) throws IOException {
    int routes = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    try (NetlinkSession session = NetlinkSession.open()) {
      session.add(Link.veth("a", "b").up());
      int dev = session.get(Link.named("a")).index();
      add(routes, dev);

      Sum sum = new Sum();
      long startNs = System.nanoTime();
      boolean interrupted =
          session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).forEach(sum::add);
      long ms = (System.nanoTime() - startNs) / 1_000_000;

      long expected = ((long) FIRST + FIRST + routes - 1) * routes / 2;
      System.out.printf(
          "%,d routes read in %,d ms, %s, %s%n",
          sum.routes,
          ms,
          interrupted ? "changed meanwhile" : "unchanged meanwhile",
          sum.destinations == expected ? "each of them once" : "NOT those that were added");
      System.out.printf(
          "heap: at most %,d KiB used while reading, %,d KiB allowed%n",
          sum.mostHeapKib, Runtime.getRuntime().maxMemory() >> 10);
    }
  }

  /** One encoded message, copied and patched in place, on a socket of its own. */
  private static void add(int routes, int dev) throws IOException {
    try (Arena arena = Arena.ofConfined();
        NetlinkPort port = NetlinkBridge.any().open(PortOptions.DEFAULT)) {
      Exchange exchange = new Exchange(port);
      RequestTemplate template =
          Request.add(Route.to("10.0.0.0").dev(dev))
              .template(PER_DATAGRAM, Answers.ACK_LAST, arena);
      int destination = template.attributeAt(Route.DESTINATION.number());
      for (int from = 0; from < routes; from += PER_DATAGRAM) {
        int count = Math.min(PER_DATAGRAM, routes - from);
        template.limit(count);
        for (int i = 0; i < count; i++) {
          template.be32(i, destination, FIRST + from + i);
        }
        int result = exchange.execute(template);
        if (result < 0) {
          throw new IOException("routes from number " + from + " on: errno " + -result);
        }
      }
    }
  }

  /** What is kept of all routes. */
  private static final class Sum {
    private static final int LOOK_AT_HEAP_EVERY = 4096;

    private long routes;
    private long destinations;
    private long mostHeapKib;

    void add(Route route) {
      byte[] address = route.destination().address().getAddress();
      destinations +=
          Integer.toUnsignedLong(
              (address[0] & 0xFF) << 24
                  | (address[1] & 0xFF) << 16
                  | (address[2] & 0xFF) << 8
                  | (address[3] & 0xFF));
      if (routes++ % LOOK_AT_HEAP_EVERY == 0) {
        Runtime runtime = Runtime.getRuntime();
        mostHeapKib = Math.max(mostHeapKib, (runtime.totalMemory() - runtime.freeMemory()) >> 10);
      }
    }
  }
}
