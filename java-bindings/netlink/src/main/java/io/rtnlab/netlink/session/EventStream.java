package io.rtnlab.netlink.session;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
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
 * try (EventStream events = EventStream.open(Group.LINK, Group.IPV4_ROUTE)) {
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
 * Readers take turns; any thread may close it, upon which a reader that waits comes back at once.
 *
 * <p>When the receive buffer is full the kernel says {@code ENOBUFS} once, ahead of what is still
 * queued, and queues nothing more until the queue has been emptied ({@code NETLINK_S_CONGESTED},
 * net/netlink/af_netlink.c). So the stream first hands out what is queued, then {@link Event.Lost}:
 * whoever asks for everything then knows of all that was dropped.
 */
public final class EventStream implements AutoCloseable {
  /** Room for some thousand events while the reader is busy. */
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private final ReentrantLock reading = new ReentrantLock();
  private final NetlinkPort port;
  private final MemorySegment buffer = Arena.ofAuto().allocate(Exchange.DEFAULT_BUFFER_BYTES, 8);
  private final MessageCursor cursor = new MessageCursor();
  private final long mostQueuedBytes;
  private boolean losing;
  private long readSinceLossBytes;
  private volatile boolean closed;

  private EventStream(NetlinkPort port, long mostQueuedBytes) {
    this.port = port;
    this.mostQueuedBytes = mostQueuedBytes;
  }

  /** Listens in the calling thread's network namespace, over the first bridge that works here. */
  public static EventStream open(Group... groups) throws IOException {
    return open(NetlinkBridge.any(), groups);
  }

  /** Listens in the calling thread's network namespace. */
  public static EventStream open(NetlinkBridge bridge, Group... groups) throws IOException {
    return open(bridge, PortOptions.DEFAULT, groups);
  }

  /**
   * Listens in the calling thread's network namespace.
   *
   * @param options the receive buffer decides how many events may wait, 0 for one MiB of them;
   *     time-outs are ignored
   */
  public static EventStream open(NetlinkBridge bridge, PortOptions options, Group... groups)
      throws IOException {
    int asked = options.receiveBufferBytes();
    int bufferBytes = asked == 0 ? RECEIVE_BUFFER_BYTES : asked;
    PortOptions patient =
        options.withReceiveTimeout(Duration.ZERO).withReceiveBufferBytes(bufferBytes);
    NetlinkPort port = new OffCarrierPort(bridge.open(patient));
    try {
      for (Group group : List.of(groups)) {
        int result = port.join(group.number());
        if (result < 0) {
          throw new NetlinkException("listen to " + group, -result, 0, ExtendedAck.NONE, "");
        }
      }
      // The kernel doubles what is asked for, and takes one datagram more than fits.
      return new EventStream(port, 2L * bufferBytes + Exchange.DEFAULT_BUFFER_BYTES);
    } catch (IOException | RuntimeException | Error failed) {
      port.close();
      throw failed;
    }
  }

  /**
   * Waits for the next event.
   *
   * @return empty once the stream is closed
   * @throws NetlinkException if the socket cannot be read, or a message is malformed ({@code
   *     EBADMSG}); the next call goes on behind it
   */
  public Optional<Event> next() throws NetlinkException {
    reading.lock();
    try {
      while (!closed) {
        if (!nextMessage()) {
          if (!receive()) {
            return Optional.of(new Event.Lost());
          }
        } else if (cursor.type() >= NetlinkHeader.NLMSG_MIN_TYPE) {
          return Optional.of(event());
        } else if (cursor.type() == NetlinkHeader.NLMSG_OVERRUN) {
          startLosing();
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
      cursor.wrap(buffer, 0); // where the next message starts is unknown
      throw failed(Errno.EBADMSG, String.valueOf(malformed.getMessage()));
    }
  }

  private Event event() throws NetlinkException {
    int type = cursor.type();
    try {
      return Messages.read(cursor)
          .<Event>map(
              object -> new Event.Changed(Verb.in(type), object, cursor.flags(), cursor.portId()))
          .orElseGet(() -> new Event.Unknown(type));
    } catch (MalformedMessage malformed) {
      throw failed(Errno.EBADMSG, String.valueOf(malformed.getMessage()));
    }
  }

  /** Receives a datagram; false once all that was queued before a loss has been read. */
  private boolean receive() throws NetlinkException {
    int bytes = losing ? port.receiveNow(buffer) : port.receive(buffer);
    cursor.wrap(buffer, Math.clamp(bytes, 0, (int) buffer.byteSize()));
    if (bytes >= 0) {
      readSinceLossBytes += bytes;
      if (bytes > buffer.byteSize()) {
        cursor.wrap(buffer, 0); // the rest of it is gone
        startLosing();
      }
    } else if (bytes == -Errno.ENOBUFS) {
      boolean emptied = losing; // or the kernel would not have said it again
      startLosing();
      return !emptied;
    } else if (bytes == -Errno.EAGAIN) {
      boolean emptied = losing;
      losing = false;
      return !emptied;
    } else if (!closed && bytes != -Errno.EINTR) {
      throw failed(-bytes, "the socket cannot be read");
    }
    if (losing && readSinceLossBytes > mostQueuedBytes) {
      losing = false; // events come as fast as they are read, yet the queue was empty in between
      return false;
    }
    return true;
  }

  private void startLosing() {
    losing = true;
    readSinceLossBytes = 0;
  }

  private static NetlinkException failed(int errno, String why) {
    return new NetlinkException("listen", errno, 0, ExtendedAck.NONE, "", why);
  }

  /** Ends the stream. A reader that waits in {@link #next} comes back at once. */
  @Override
  public void close() {
    closed = true;
    port.close();
  }
}
