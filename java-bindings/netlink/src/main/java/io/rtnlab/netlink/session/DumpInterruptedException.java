// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.wire.ExtendedAck;

/**
 * What was dumped changed meanwhile, so that the list may show a state which never existed ({@code
 * NLM_F_DUMP_INTR}). Repeat it: {@link Dump#repeatedly}.
 */
public final class DumpInterruptedException extends NetlinkException {
  private static final long serialVersionUID = 1L;

  DumpInterruptedException(String operation, int sequence, int attempts) {
    super(
        operation,
        Errno.EINTR,
        sequence,
        ExtendedAck.NONE,
        "",
        "what was dumped changed meanwhile"
            + (attempts == 1 ? "" : ", in each of " + attempts + " attempts"));
  }
}
