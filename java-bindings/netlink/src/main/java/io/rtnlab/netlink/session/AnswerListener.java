// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.wire.MessageCursor;

/** Hears what the kernel answers to each message of a datagram. */
interface AnswerListener {

  /**
   * A message was acknowledged or refused.
   *
   * @param message its number in the datagram, from 0
   * @param result 0 or {@code -errno}
   * @param answer stands on the {@code NLMSG_ERROR}
   */
  void answered(int message, int result, MessageCursor answer);

  /** A message was answered with an object. */
  void replied(int message, MessageCursor reply);
}
