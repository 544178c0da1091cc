// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import java.util.StringJoiner;

/** The {@code IFF_*} flags as {@code ip} prints them. */
final class LinkFlags {
  private static final String[] NAMES = {
    "UP",
    "BROADCAST",
    "DEBUG",
    "LOOPBACK",
    "POINTOPOINT",
    "NOTRAILERS",
    "RUNNING",
    "NOARP",
    "PROMISC",
    "ALLMULTI",
    "MASTER",
    "SLAVE",
    "MULTICAST",
    "PORTSEL",
    "AUTOMEDIA",
    "DYNAMIC",
    "LOWER_UP",
    "DORMANT",
    "ECHO"
  };

  private LinkFlags() {}

  static String show(int flags) {
    StringJoiner text = new StringJoiner(",", "<", ">");
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((flags & 1 << bit) != 0) {
        text.add(bit < NAMES.length ? NAMES[bit] : "0x" + Integer.toHexString(1 << bit));
      }
    }
    return text.toString();
  }
}
