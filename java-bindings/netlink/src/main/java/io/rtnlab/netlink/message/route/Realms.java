// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;

/** Two realms in one number ({@code RTA_FLOW}, {@code FRA_FLOW}): the source's in its high half. */
final class Realms {
  static final Format<Integer> FORMAT = Formats.U32.shown(Realms::show);

  private Realms() {}

  private static String show(int realms) {
    int source = realms >>> Short.SIZE;
    int destination = realms & 0xFFFF;
    return source == 0 ? Integer.toString(destination) : source + "/" + destination;
  }
}
