// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/** Lists the links, first as {@code ip -d link} does, then what a program wants of them. */
public final class Sample01ListLinks {
  private Sample01ListLinks() {}

  public static void main(String... arguments) throws IOException {
    try (NetlinkSession session = NetlinkSession.open()) {
      for (Link link : session.dump(Link.all()).toList()) {
        System.out.println(link);
      }
      Link lo = session.get(Link.named("lo"));
      System.out.println(lo.name() + " is " + (lo.isUp() ? "up" : "down") + ", mtu " + lo.mtu());
    }
  }
}
