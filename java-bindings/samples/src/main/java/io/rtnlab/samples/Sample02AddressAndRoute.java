// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/** Makes a cable, gives one end an address, adds a route, and asks which way a packet would go. */
public final class Sample02AddressAndRoute {
  private Sample02AddressAndRoute() {}

  public static void main(String... arguments) throws IOException {
    try (NetlinkSession session = NetlinkSession.open()) {
      session.add(Link.veth("left", "right").up());
      session.change(Link.named("right").up());
      int left = session.get(Link.named("left")).index();

      session.add(Address.of("10.0.0.1/24", left));
      session.add(Route.to("192.0.2.0/24").via("10.0.0.2").metric(7));

      Route way = session.get(Route.lookup(Prefix.of("192.0.2.9").address()));
      System.out.println("192.0.2.9 goes " + way);

      session.delete(Route.to("192.0.2.0/24"));
      session.delete(Link.index(left)); // and the other end with it
    }
  }
}
