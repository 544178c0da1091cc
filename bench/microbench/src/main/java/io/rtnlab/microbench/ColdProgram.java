// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/**
 * A user's whole program, which {@link ColdTable} starts: written as in the guide, nothing tuned.
 */
public final class ColdProgram {
  static final String INSERT = "insert";
  static final String ROUTES = "routes";
  static final String LINKS = "links";

  /** 10.0.0.0, from where on routes to single addresses are made. */
  private static final int FIRST_ADDRESS = 10 << 24;

  private ColdProgram() {}

  /** Takes the work and how often. */
  public static void main(String... arguments) throws IOException {
    int count = Integer.parseInt(arguments[1]);
    try (NetlinkSession session = NetlinkSession.open()) {
      switch (arguments[0]) {
        case INSERT -> {
          for (int i = 0; i < count; i++) {
            session.add(Route.to(address(i)).dev(Fixture.LOOPBACK));
          }
        }
        case ROUTES -> {
          for (int i = 0; i < count; i++) {
            session.dump(Route.all(Family.AF_INET)).toList();
          }
        }
        case LINKS -> {
          for (int i = 0; i < count; i++) {
            session.dump(Link.all()).toList();
          }
        }
        default -> throw new IllegalArgumentException("no work is called " + arguments[0]);
      }
    }
  }

  static String address(int number) {
    int address = FIRST_ADDRESS + number;
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }
}
