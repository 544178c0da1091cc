// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a multicast group says, read without waiting, on a socket whose buffer is so small that it
 * overruns. Belongs to one thread.
 */
final class EventFeed implements AutoCloseable {
  /** Doubled by the kernel: about ten messages. */
  private static final int BUFFER_BYTES = 4096;

  private static final int EAGAIN = 11;

  private final NetlinkPort port;
  private final MemorySegment buffer = Arena.ofAuto().allocate(1 << 15, 8);

  private EventFeed(NetlinkPort port) {
    this.port = port;
  }

  /** Takes a message of a multicast group. */
  @FunctionalInterface
  interface Messages {
    void take(int type, MemorySegment bytes, int payload, int end);
  }

  /**
   * Joins a group in the calling thread's network namespace.
   *
   * @param group {@code RTNLGRP_*}
   */
  static EventFeed join(int group) throws IOException {
    NetlinkPort port =
        NetlinkBridge.any().open(PortOptions.DEFAULT.withReceiveBufferBytes(BUFFER_BYTES));
    int result = port.join(group);
    if (result < 0) {
      port.close();
      throw new IOException("cannot join multicast group " + group + ": errno " + -result);
    }
    return new EventFeed(port);
  }

  /**
   * Reads one datagram.
   *
   * @return 1, or 0 where nothing is there, or {@code -errno}
   */
  int read(Messages messages) {
    int bytes = port.receiveNow(buffer);
    if (bytes < 0) {
      return bytes == -EAGAIN ? 0 : bytes;
    }
    int at = 0;
    while (at + NetlinkHeader.BYTES <= bytes) {
      int length = NetlinkHeader.length(buffer, at);
      if (length < NetlinkHeader.BYTES || length > bytes - at) {
        break;
      }
      int type = buffer.get(JAVA_SHORT_UNALIGNED, at + NetlinkHeader.TYPE) & 0xFFFF;
      messages.take(type, buffer, at + NetlinkHeader.BYTES, at + length);
      at += NetlinkHeader.align(length);
    }
    return 1;
  }

  @Override
  public void close() {
    port.close();
  }
}
