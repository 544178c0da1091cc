package io.rtnlab.workloads;

import io.rtnlab.netlink.port.PortOptions;
import java.lang.foreign.MemorySegment;

/**
 * Socket buffers for batches. The kernel's default of 212,992 bytes takes 256 acknowledgements, and
 * sends about as many bytes at once; whatever is larger needs more, or ends in {@code ENOBUFS} and
 * {@code EMSGSIZE}.
 */
final class BatchBuffers {
  private static final int DEFAULT_ACKS = 256;
  private static final int ACK_BYTES = 1024;
  private static final int DEFAULT_SEND_BYTES = 128 * 1024;

  private BatchBuffers() {}

  static PortOptions optionsFor(MemorySegment datagram, WorkloadOptions options) {
    PortOptions port = PortOptions.DEFAULT;
    if (options.batch() > DEFAULT_ACKS) {
      // Also where only the last is acknowledged: each message that fails answers.
      port = port.withReceiveBufferBytes(options.batch() * ACK_BYTES);
    }
    if (datagram.byteSize() > DEFAULT_SEND_BYTES) {
      port = port.withSendBufferBytes((int) (2 * datagram.byteSize()));
    }
    return port;
  }
}
