// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import java.io.IOException;

/** What was read is no stream of lock events; the message says where it stops making sense. */
public final class MalformedEventsException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedEventsException(long offset, String what) {
    super("not a stream of lock events: " + what + " at byte " + offset);
  }
}
