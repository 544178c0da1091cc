// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.wire.ExtendedAck;

/**
 * The request was sent and its answer did not arrive: the kernel dropped it ({@code ENOBUFS}), or
 * the time-out ran out ({@code EAGAIN}). What was asked may have been done. Ask for the object to
 * know.
 */
public final class OutcomeUnknownException extends NetlinkException {
  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(String operation, int errno, int sequence) {
    super(
        operation,
        errno,
        sequence,
        ExtendedAck.NONE,
        "",
        errno == Errno.ENOBUFS
            ? "outcome unknown, the receive buffer was full and the kernel dropped the answer"
            : "outcome unknown, no answer came in time");
  }
}
