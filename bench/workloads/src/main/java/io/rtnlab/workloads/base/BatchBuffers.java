// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.port.PortOptions;

/**
 * Socket buffers for batches. The kernel's default of 212,992 bytes takes 256 acknowledgements, and
 * sends about as many bytes at once; whatever is larger needs more, or ends in {@code ENOBUFS} and
 * {@code EMSGSIZE}.
 */
public final class BatchBuffers {
  private static final int DEFAULT_ACKS = 256;
  private static final int ACK_BYTES = 1024;
  private static final int LONGEST_MESSAGE = 256;

  private BatchBuffers() {}

  /**
   * For sends of so many messages; also where only the last is acknowledged, since each that fails
   * answers.
   */
  public static PortOptions optionsFor(int messages) {
    return messages <= DEFAULT_ACKS
        ? PortOptions.DEFAULT
        : PortOptions.DEFAULT
            .withReceiveBufferBytes(messages * ACK_BYTES)
            .withSendBufferBytes(messages * LONGEST_MESSAGE);
  }
}
