// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import static io.rtnlab.netlink.message.Family.AF_INET;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/** Keeps a copy of the routing table that is right again after events were lost. */
public final class Sample07FollowRoutes {
  private Sample07FollowRoutes() {}

  public static void main(String... arguments) throws IOException {
    try (NetlinkSession session = NetlinkSession.open();
        Mirror<Route> routes = Mirror.open(Route.all(AF_INET))) {
      System.out.println(routes.objects().size() + " routes at first");

      session.add(Link.veth("a", "b").up());
      Route added = Route.to("192.0.2.0/24").dev(session.get(Link.named("a")).index());
      session.add(added);
      while (!routes.contains(added)) {
        routes.follow();
      }
      routes.objects().forEach(System.out::println);
    }
  }
}
