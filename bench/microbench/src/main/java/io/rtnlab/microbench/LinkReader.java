// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;

/** Reads of a link what the plain C reads of it, in place. */
final class LinkReader implements MessageVisitor {
  private static final int IFINFOMSG_BYTES = 16;
  private static final int IFLA_IFNAME = Link.NAME.number();
  private static final int IFLA_MTU = Link.MTU.number();

  private final AttributeCursor attributes = new AttributeCursor();
  private long kept;

  @Override
  public void visit(MessageCursor message) {
    long sum = (long) message.u32(4) + message.u32(8);
    message.attributes(attributes, IFINFOMSG_BYTES);
    while (attributes.next()) {
      int type = attributes.type();
      if (type == IFLA_IFNAME) {
        sum += attributes.payloadBytes();
      } else if (type == IFLA_MTU) {
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
