// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import static io.rtnlab.netlink.message.Family.AF_INET;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.BatchResult;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds 100,000 routes, or as many as the argument says: many requests in each datagram, only the
 * last of them acknowledged, and yet every one that failed is named.
 */
public final class Sample04AddManyRoutes {
  private static final int AT_ONCE = 1_000;

  private Sample04AddManyRoutes() {}

  public static void main(String... arguments) throws IOException {
    int routes = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    try (NetlinkSession session = NetlinkSession.open()) {
      session.add(Link.veth("a", "b").up());
      int dev = session.get(Link.named("a")).index();
      long startNs = System.nanoTime();
      for (int from = 0; from < routes; from += AT_ONCE) {
        int to = Math.min(routes, from + AT_ONCE);
        List<Request<?>> requests =
            IntStream.range(from, to)
                .<Request<?>>mapToObj(i -> Request.add(route(i, dev)))
                .toList();
        BatchResult result = session.sendAll(requests);
        result.failures().forEach(failure -> System.out.println(failure.why().getMessage()));
      }
      long ms = (System.nanoTime() - startNs) / 1_000_000;
      long there = session.dump(Route.all(AF_INET).table(Route.RT_TABLE_MAIN)).count();
      System.out.println(there + " routes in " + ms + " ms");
    }
  }

  private static Route route(int number, int dev) {
    String destination =
        "10." + (number >> 16) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF);
    return Route.to(destination).dev(dev);
  }
}
