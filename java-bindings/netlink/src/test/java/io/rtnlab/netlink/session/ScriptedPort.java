// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/** Answers as no kernel can be made to: what it was given, whatever is asked. */
final class ScriptedPort implements NetlinkPort {
  private final Deque<Answer> answers = new ArrayDeque<>();
  private int sequence;

  /** One datagram, or an errno. */
  interface Answer {
    /**
     * Writes the datagram.
     *
     * @param sequence number of the request
     * @return 0 or {@code -errno}
     */
    int write(MessageWriter writer, int sequence);
  }

  ScriptedPort answer(Answer answer) {
    answers.add(answer);
    return this;
  }

  ScriptedPort fail(int errno) {
    return answer((writer, sequence) -> -errno);
  }

  /** An acknowledgement, or the end of a dump. */
  ScriptedPort end(int type, int flags) {
    return answer(
        (writer, sequence) -> {
          writer.begin(type, flags, sequence).u32(0).end();
          return 0;
        });
  }

  @Override
  public int send(MemorySegment datagram) {
    sequence = NetlinkHeader.sequence(datagram, 0);
    return (int) datagram.byteSize();
  }

  @Override
  public int receive(MemorySegment buffer) {
    Answer answer = answers.poll();
    if (answer == null) {
      return -Errno.EAGAIN;
    }
    try (Arena arena = Arena.ofConfined()) {
      MessageWriter writer = new MessageWriter(arena.allocate(4096, 8));
      int result = answer.write(writer, sequence);
      if (result < 0) {
        return result;
      }
      MemorySegment.copy(writer.datagram(), 0, buffer, 0, writer.position());
      return writer.position();
    }
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
