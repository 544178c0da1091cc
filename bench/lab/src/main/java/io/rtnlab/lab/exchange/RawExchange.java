// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.exchange;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * One netlink socket: sends a message and reads until its acknowledgement or the end of its dump.
 * Belongs to one thread.
 */
public final class RawExchange implements AutoCloseable {
  private static final int SEND_BYTES = 1 << 14;

  private final NetlinkPort port;
  private final MessageWriter writer = new MessageWriter(Arena.ofAuto().allocate(SEND_BYTES, 8));
  private final MemorySegment buffer;
  private int sequence;

  private RawExchange(NetlinkPort port, int receiveBytes) {
    this.port = port;
    this.buffer = Arena.ofAuto().allocate(receiveBytes, 8);
  }

  /** Takes an object out of a reply; the message lies from {@code payload} to {@code end}. */
  @FunctionalInterface
  public interface Objects {
    void take(MemorySegment bytes, int payload, int end);
  }

  /**
   * Opens one of {@code NETLINK_ROUTE} in the calling thread's network namespace.
   *
   * @param receiveBytes of the buffer that dumps are read in: the kernel fills as much at a time
   */
  public static RawExchange open(int receiveBytes) throws IOException {
    return open(PortOptions.NETLINK_ROUTE, receiveBytes);
  }

  /**
   * Opens one in the calling thread's network namespace.
   *
   * @param protocol {@code NETLINK_*}, such as {@link PortOptions#NETLINK_GENERIC}
   * @param receiveBytes of the buffer that dumps are read in
   */
  public static RawExchange open(int protocol, int receiveBytes) throws IOException {
    return new RawExchange(
        NetlinkBridge.any().open(PortOptions.DEFAULT.withProtocol(protocol)), receiveBytes);
  }

  /** Asks for one object or for a change, and reads its acknowledgement. */
  public Answer ask(int type, int flags, Consumer<MessageWriter> body) {
    return exchange(type, flags | NetlinkHeader.NLM_F_ACK, body, (_, _, _) -> {});
  }

  /** Asks for one object, and reads it and its acknowledgement. */
  public Answer get(int type, Consumer<MessageWriter> body, Objects objects) {
    return exchange(type, NetlinkHeader.NLM_F_ACK, body, objects);
  }

  /** Reads a whole dump. */
  public Answer dump(int type, Consumer<MessageWriter> body, Objects objects) {
    return exchange(type, NetlinkHeader.NLM_F_DUMP, body, objects);
  }

  private Answer exchange(int type, int flags, Consumer<MessageWriter> body, Objects objects) {
    sequence++;
    writer.clear().begin(type, flags | NetlinkHeader.NLM_F_REQUEST, sequence);
    body.accept(writer);
    writer.end();
    MemorySegment datagram = writer.datagram();
    long sentNs = System.nanoTime();
    int sent = port.send(datagram);
    long firstFilledNs = System.nanoTime();
    Reading reading = new Reading(sentNs, firstFilledNs);
    if (sent < 0) {
      return reading.answer(-sent);
    }
    while (true) {
      reading.beforeReceive();
      int bytes = port.receive(buffer);
      if (bytes < 0) {
        return reading.answer(-bytes);
      }
      if (bytes > buffer.byteSize()) {
        return reading.answer(NetlinkPort.EOPNOTSUPP); // cut off: the buffer is too small for one
      }
      int errno = reading.read(bytes, objects);
      if (errno >= 0) {
        return reading.answer(errno);
      }
    }
  }

  @Override
  public void close() {
    port.close();
  }

  /** What has come so far. */
  private final class Reading {
    private static final int MORE = -1;

    private final long sentNs;
    private final long firstFilledNs;
    private long receiveNs;
    private long receiveBeforeNs;
    private long lastFillNs;
    private int objectsSeen;
    private boolean interrupted;

    Reading(long sentNs, long firstFilledNs) {
      this.sentNs = sentNs;
      this.firstFilledNs = firstFilledNs;
      receiveNs = sentNs;
      receiveBeforeNs = sentNs;
      lastFillNs = sentNs;
    }

    void beforeReceive() {
      receiveBeforeNs = receiveNs;
      receiveNs = System.nanoTime();
    }

    /** Error number, 0 at the end of it, or {@link #MORE}. */
    int read(int bytes, Objects objects) {
      int at = 0;
      while (at + NetlinkHeader.BYTES <= bytes) {
        int length = NetlinkHeader.length(buffer, at);
        if (length < NetlinkHeader.BYTES || length > bytes - at) {
          return NetlinkPort.EOPNOTSUPP;
        }
        if (NetlinkHeader.sequence(buffer, at) == sequence) {
          int type = buffer.get(JAVA_SHORT_UNALIGNED, at + NetlinkHeader.TYPE) & 0xFFFF;
          int flags = buffer.get(JAVA_SHORT_UNALIGNED, at + NetlinkHeader.FLAGS);
          interrupted |= (flags & NetlinkHeader.NLM_F_DUMP_INTR) != 0;
          if (type == NetlinkHeader.NLMSG_ERROR || type == NetlinkHeader.NLMSG_DONE) {
            boolean hasError = length >= NetlinkHeader.BYTES + Integer.BYTES;
            return hasError
                ? Math.abs(Math.min(0, buffer.get(JAVA_INT_UNALIGNED, at + NetlinkHeader.BYTES)))
                : 0;
          }
          if (type >= NetlinkHeader.NLMSG_MIN_TYPE) {
            objectsSeen++;
            lastFillNs = receiveBeforeNs;
            objects.take(buffer, at + NetlinkHeader.BYTES, at + length);
          }
        }
        at += NetlinkHeader.align(length);
      }
      return MORE;
    }

    Answer answer(int errno) {
      return new Answer(
          errno, objectsSeen, interrupted, sentNs, firstFilledNs, lastFillNs, System.nanoTime());
    }
  }
}
