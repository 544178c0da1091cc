// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;

/** Reads of a route what the plain C reads of it, in place. */
final class RouteReader implements MessageVisitor {
  private static final int RTMSG_BYTES = 12;
  private static final int RTA_DST = Route.DESTINATION.number();
  private static final int RTA_OIF = Route.OUT_INTERFACE.number();
  private static final int RTA_TABLE = Route.TABLE_ID.number();

  private final AttributeCursor attributes = new AttributeCursor();
  private long kept;

  @Override
  public void visit(MessageCursor message) {
    long sum = message.u8(1);
    message.attributes(attributes, RTMSG_BYTES);
    while (attributes.next()) {
      int type = attributes.type();
      if (type == RTA_DST) {
        sum += attributes.be32();
      } else if (type == RTA_OIF || type == RTA_TABLE) {
        sum += attributes.u32();
      }
    }
    kept += sum;
  }

  /** Something that depends on all that was read, so that no reading is optimised away. */
  long kept() {
    return kept;
  }
}
