// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.wire.MessageCursor;

/** Looks at each message of a dump while it lies in the receive buffer. */
@FunctionalInterface
public interface MessageVisitor {

  /** Looks at nothing, for callers that only count. */
  MessageVisitor NONE = message -> {};

  /**
   * Looks at one object.
   *
   * @param message stands on one object; moved on after the return
   */
  void visit(MessageCursor message);
}
