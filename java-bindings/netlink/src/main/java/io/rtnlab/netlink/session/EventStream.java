package io.rtnlab.netlink.session;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the kernel tells of its own accord, as it happens.
 *
 * <pre>
 * try (EventStream events = EventStream.open(bridge, Group.LINK, Group.IPV4_ROUTE)) {
 *   for (Optional&lt;Event&gt; event = events.next(); event.isPresent(); event = events.next()) {
 *     switch (event.get()) {
 *       case Event.Changed changed -&gt; System.out.println(changed);
 *       case Event.Lost lost -&gt; … // ask again for everything
 *       case Event.Unknown unknown -&gt; {}
 *     }
 *   }
 * }
 * </pre>
 *
 * One thread reads; any other may close it, upon which the reader comes back at once.
 */
public final class EventStream implements AutoCloseable {
  /** Room for some thousand events while the reader is busy. */
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private final ReentrantLock reading = new ReentrantLock();
  private final NetlinkPort port;
  private final MemorySegment buffer = Arena.ofAuto().allocate(Exchange.DEFAULT_BUFFER_BYTES, 8);
  private final MessageCursor cursor = new MessageCursor();
  private volatile boolean closed;

  private EventStream(NetlinkPort port) {
    this.port = port;
  }

  /** Listens in the calling thread's network namespace. */
  public static EventStream open(NetlinkBridge bridge, Group... groups) throws IOException {
    return open(bridge, PortOptions.DEFAULT.withReceiveBufferBytes(RECEIVE_BUFFER_BYTES), groups);
  }

  /**
   * Listens in the calling thread's network namespace.
   *
   * @param options the receive buffer decides how many events may wait; time-outs are ignored
   */
  public static EventStream open(NetlinkBridge bridge, PortOptions options, Group... groups)
      throws IOException {
    NetlinkPort port = new OffCarrierPort(bridge.open(options.withReceiveTimeout(Duration.ZERO)));
    try {
      for (Group group : List.of(groups)) {
        int result = port.join(group.number());
        if (result < 0) {
          throw new NetlinkException("listen to " + group, -result, 0, ExtendedAck.NONE, "");
        }
      }
      return new EventStream(port);
    } catch (IOException | RuntimeException | Error failed) {
      port.close();
      throw failed;
    }
  }

  /**
   * Waits for the next event.
   *
   * @return empty once the stream is closed
   */
  public Optional<Event> next() throws NetlinkException {
    reading.lock();
    try {
      while (!closed) {
        if (nextMessage()) {
          int type = cursor.type();
          if (type >= NetlinkHeader.NLMSG_MIN_TYPE) {
            return Optional.of(event(type));
          }
          if (type == NetlinkHeader.NLMSG_OVERRUN) {
            return Optional.of(new Event.Lost());
          }
        } else if (!receive()) {
          return Optional.of(new Event.Lost());
        }
      }
      return Optional.empty();
    } finally {
      reading.unlock();
    }
  }

  private boolean nextMessage() throws NetlinkException {
    try {
      return cursor.next();
    } catch (MalformedMessage malformed) {
      throw failed(Errno.EBADMSG, malformed.getMessage());
    }
  }

  private Event event(int type) throws NetlinkException {
    try {
      return Messages.read(cursor)
          .<Event>map(
              object -> new Event.Changed(Verb.in(type), object, cursor.flags(), cursor.portId()))
          .orElseGet(() -> new Event.Unknown(type));
    } catch (MalformedMessage malformed) {
      throw failed(Errno.EBADMSG, malformed.getMessage());
    }
  }

  /** Waits for a datagram; false if the kernel dropped some. */
  private boolean receive() throws NetlinkException {
    int bytes = port.receive(buffer);
    if (bytes == -Errno.ENOBUFS || bytes > buffer.byteSize()) {
      cursor.wrap(buffer, 0);
      return false;
    }
    if (bytes < 0 && bytes != -Errno.EINTR && bytes != -Errno.EAGAIN) {
      throw failed(-bytes, "the socket cannot be read");
    }
    cursor.wrap(buffer, Math.max(bytes, 0));
    return true;
  }

  private static NetlinkException failed(int errno, @org.jspecify.annotations.Nullable String why) {
    return new NetlinkException("listen", errno, 0, ExtendedAck.NONE, "", String.valueOf(why));
  }

  /** Ends the stream. A reader that waits in {@link #next} comes back at once. */
  @Override
  public void close() {
    closed = true;
    if (!reading.tryLock()) {
      wakeReader();
      reading.lock();
    }
    try {
      port.close();
    } finally {
      reading.unlock();
    }
  }

  /** A request that the kernel only acknowledges: the answer ends the reader's wait. */
  private void wakeReader() {
    try (Arena arena = Arena.ofConfined()) {
      MessageWriter writer = new MessageWriter(arena.allocate(NetlinkHeader.BYTES, 8));
      writer
          .begin(NetlinkHeader.NLMSG_NOOP, NetlinkHeader.NLM_F_REQUEST | NetlinkHeader.NLM_F_ACK, 0)
          .end();
      int _ = port.send(writer.datagram());
    }
  }
}
