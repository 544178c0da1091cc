// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.session.OutcomeUnknownException;
import java.io.IOException;

/** What the kernel says when it says no. */
public final class Sample03Refusals {
  private Sample03Refusals() {}

  public static void main(String... arguments) throws IOException {
    try (NetlinkSession session = NetlinkSession.open()) {
      try {
        session.add(Route.to("192.0.2.0/24").via("203.0.113.1"));
      } catch (OutcomeUnknownException unknown) {
        System.out.println("no answer came; ask whether the route is there");
      } catch (NetlinkException refused) {
        System.out.println("asked:     " + refused.operation());
        System.out.println("errno:     " + Errno.name(refused.errno()));
        System.out.println("kernel:    " + refused.kernelMessage().orElse("gives no reason"));
        System.out.println("attribute: " + refused.attribute().orElse("none"));
      }

      session.add(Link.veth("a", "b"));
      try {
        session.add(Link.veth("a", "c"));
      } catch (NetlinkException refused) {
        if (refused.errno() != Errno.EEXIST) {
          throw refused;
        }
        System.out.println("a is there already");
      }
    }
  }
}
