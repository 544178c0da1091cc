// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fake;

import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * Plays the kernel's part of a recorded conversation: what is sent must be what was sent, but for
 * sequence numbers, and is answered with what was answered.
 */
public final class ReplayPort implements NetlinkPort {
  private final Deque<String> lines;

  /**
   * Plays these lines.
   *
   * @param lines as {@link RecordingPort#lines} gives them
   */
  public ReplayPort(List<String> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  /**
   * Compares with what was sent at this point.
   *
   * @throws IllegalStateException if something else was sent, or nothing
   */
  @Override
  public synchronized int send(MemorySegment datagram) {
    String sent = HexFormat.of().formatHex(withoutSequence(datagram));
    String line = lines.peek();
    String recorded =
        line != null && line.startsWith("> ")
            ? HexFormat.of().formatHex(withoutSequence(bytes(line)))
            : "nothing";
    if (!sent.equals(recorded)) {
      throw new IllegalStateException("sent " + sent + " where " + recorded + " was recorded");
    }
    lines.remove();
    return (int) datagram.byteSize();
  }

  private static MemorySegment bytes(String line) {
    return MemorySegment.ofArray(HexFormat.of().parseHex(line.substring(2)));
  }

  private static byte[] withoutSequence(MemorySegment datagram) {
    MemorySegment copy = MemorySegment.ofArray(datagram.toArray(ValueLayout.JAVA_BYTE));
    long at = 0;
    while (at + NetlinkHeader.BYTES <= copy.byteSize()) {
      NetlinkHeader.sequence(copy, at, 0);
      at += NetlinkHeader.align(Math.max(NetlinkHeader.BYTES, NetlinkHeader.length(copy, at)));
    }
    return copy.toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public synchronized int receive(MemorySegment buffer) {
    String line = lines.peek();
    if (line == null || !line.startsWith("< ")) {
      return -Errno.EAGAIN;
    }
    MemorySegment datagram = bytes(lines.remove());
    MemorySegment.copy(datagram, 0, buffer, 0, Math.min(datagram.byteSize(), buffer.byteSize()));
    return (int) datagram.byteSize();
  }

  @Override
  public int receiveNow(MemorySegment buffer) {
    return receive(buffer);
  }

  @Override
  public int portId() {
    return 1;
  }

  @Override
  public int join(int group) {
    return 0;
  }

  @Override
  public void close() {}
}
