// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the kernel reports of its own accord, as it happens.
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
 * a program that asks for everything then knows of all that was dropped.
 */
public final class EventStream implements AutoCloseable, Iterable<Event> {
  /** Room for some thousand events while the reader is busy. */
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private final ReentrantLock reading = new ReentrantLock();
  private final NetlinkPort port;
  private final MemorySegment buffer = Arena.ofAuto().allocate(Exchange.DEFAULT_BUFFER_BYTES, 8);
  private final MessageCursor cursor = new MessageCursor().lenient(true);
  private final long mostQueuedBytes;
  private boolean losing;
  private long readSinceLossBytes;
  private Duration patience = Duration.ZERO;
  private int namespaceId = Event.Changed.OWN_NAMESPACE;
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
   * @param options the receive buffer decides how many events may wait, 0 for one MiB of them; the
   *     time-out is ignored: see {@link #next(Duration)}
   */
  public static EventStream open(NetlinkBridge bridge, PortOptions options, Group... groups)
      throws IOException {
    PortOptions patient = patient(options);
    return listen(bridge.open(patient), patient.receiveBufferBytes(), groups);
  }

  /**
   * Listens in a network namespace, from whichever thread.
   *
   * @throws IOException if the namespace cannot be entered
   */
  public static EventStream open(NetNamespace namespace, Group... groups) throws IOException {
    return open(namespace, PortOptions.DEFAULT, groups);
  }

  /** The same with options, as {@link #open(NetlinkBridge, PortOptions, Group...)} takes them. */
  public static EventStream open(NetNamespace namespace, PortOptions options, Group... groups)
      throws IOException {
    PortOptions patient = patient(options);
    NetlinkPort port = NetlinkBridge.any().open(patient, namespace);
    return listen(port, patient.receiveBufferBytes(), groups);
  }

  private static PortOptions patient(PortOptions options) {
    int asked = options.receiveBufferBytes();
    return options
        .withReceiveTimeout(Duration.ZERO)
        .withReceiveBufferBytes(asked == 0 ? RECEIVE_BUFFER_BYTES : asked);
  }

  /** Listens on a port, such as a {@code RecordingPort}, and closes it in the end. */
  public static EventStream of(NetlinkPort port, Group... groups) throws IOException {
    return listen(port, RECEIVE_BUFFER_BYTES, groups);
  }

  private static EventStream listen(NetlinkPort port, int bufferBytes, Group... groups)
      throws IOException {
    // The kernel doubles what is asked for, and takes one datagram more than fits.
    EventStream stream =
        new EventStream(new OffCarrierPort(port), 2L * bufferBytes + Exchange.DEFAULT_BUFFER_BYTES);
    try {
      for (Group group : groups) {
        stream.join(group);
      }
      return stream;
    } catch (IOException | RuntimeException | Error failed) {
      port.close();
      throw failed;
    }
  }

  /** Listens to another group from now on. */
  public void join(Group group) throws NetlinkException {
    requireDone("listen to " + group, port.join(group.number()));
  }

  /** Listens to a group that has no name here ({@code RTNLGRP_*}). */
  public void join(int group) throws NetlinkException {
    requireDone("listen to group " + group, port.join(group));
  }

  /** Listens to a group no more; events that are queued still come. */
  public void leave(Group group) throws NetlinkException {
    requireDone("listen no more to " + group, port.leave(group.number()));
  }

  private static void requireDone(String operation, int result) throws NetlinkException {
    if (result < 0) {
      throw new NetlinkException(operation, -result, 0, ExtendedAck.NONE, "");
    }
  }

  /**
   * The number of a file descriptor that can be read once {@link #next} would not wait, for {@code
   * poll(2)} or {@code epoll(7)}. The stream stays its owner. After a wake-up call {@link #poll}
   * until it is empty: a datagram may hold several events.
   */
  public int descriptor() {
    return port.descriptor();
  }

  /** The events until the stream is closed; a failure is an {@code UncheckedIOException}. */
  @Override
  public Iterator<Event> iterator() {
    return new EventIterator(this);
  }

  /**
   * Starts a virtual thread that reads the stream and hands every event to all subscribers, as
   * {@link java.util.concurrent.SubmissionPublisher} does: a slow one holds up the reading, and the
   * kernel then drops events, of which {@link Event.Lost} comes. The end of the stream completes
   * the subscriptions.
   *
   * @param firstSubscriber is there before the first event
   */
  public Flow.Publisher<Event> publish(Flow.Subscriber<? super Event> firstSubscriber) {
    SubmissionPublisher<Event> publisher = new SubmissionPublisher<>();
    publisher.subscribe(firstSubscriber);
    Thread.ofVirtual()
        .name("netlink-events")
        .start(
            () -> {
              try {
                forEach(publisher::submit);
                publisher.close();
              } catch (UncheckedIOException failed) {
                publisher.closeExceptionally(failed.getCause());
              } catch (RuntimeException | Error failed) {
                publisher.closeExceptionally(failed);
              }
            });
    return publisher;
  }

  /**
   * Waits for the next event.
   *
   * @return empty once the stream is closed
   * @throws NetlinkException if the socket cannot be read, or a message is malformed ({@code
   *     EBADMSG}); the next call goes on behind it
   */
  public Optional<Event> next() throws NetlinkException {
    return next(Duration.ZERO);
  }

  /**
   * Takes the next event if there is one now.
   *
   * @return empty if there is none, or the stream is closed
   * @throws NetlinkException as {@link #next()}
   */
  public Optional<Event> poll() throws NetlinkException {
    reading.lock();
    try {
      return next(true);
    } finally {
      reading.unlock();
    }
  }

  /**
   * Waits for the next event, but no longer than that.
   *
   * @param timeout zero waits for ever
   * @return empty after that time, or once the stream is closed: {@link #isClosed}
   * @throws NetlinkException as {@link #next()}
   */
  public Optional<Event> next(Duration timeout) throws NetlinkException {
    reading.lock();
    try {
      if (timeout.isNegative() || (timeout.toNanos() > 0 && timeout.toNanos() < 1_000)) {
        throw new IllegalArgumentException(timeout + ": zero, or 1 µs and more");
      }
      if (!timeout.equals(patience)) {
        requireDone("wait for " + timeout, port.receiveTimeout(timeout));
        patience = timeout;
      }
      return next(false);
    } finally {
      reading.unlock();
    }
  }

  /** Attributes that were malformed in events so far, and read as absent. */
  public long malformedAttributes() {
    return cursor.malformedAttributes();
  }

  /** Whether {@link #close} was called: then no event comes any more. */
  public boolean isClosed() {
    return closed;
  }

  private Optional<Event> next(boolean now) throws NetlinkException {
    while (!closed) {
      if (!nextMessage()) {
        switch (receive(now)) {
          case LOST -> {
            return Optional.of(new Event.Lost());
          }
          case NOTHING -> {
            if (now || !patience.isZero()) {
              return Optional.empty();
            }
          }
          case AGAIN -> {}
        }
      } else if (cursor.type() >= NetlinkHeader.NLMSG_MIN_TYPE) {
        return Optional.of(event());
      } else if (cursor.type() == NetlinkHeader.NLMSG_OVERRUN) {
        startLosing();
      }
    }
    return Optional.empty();
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
              object ->
                  new Event.Changed(
                      Verb.in(type), object, cursor.flags(), cursor.portId(), namespaceId))
          .orElseGet(() -> new Event.Unknown(type, cursor.flags(), payload()));
    } catch (MalformedMessage malformed) {
      throw failed(Errno.EBADMSG, String.valueOf(malformed.getMessage()));
    }
  }

  private Bytes payload() {
    int from = cursor.payload();
    return Bytes.of(Arrays.copyOfRange(cursor.bytes(), from, cursor.messageEnd()));
  }

  private enum Received {
    /** There may be a message now. */
    AGAIN,
    /** All that was queued before a loss has been read. */
    LOST,
    /** The time is over. */
    NOTHING
  }

  private Received receive(boolean now) throws NetlinkException {
    int bytes = losing || now ? port.receiveNow(buffer) : port.receive(buffer);
    namespaceId = port.namespaceId();
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
      return emptied ? Received.LOST : Received.AGAIN;
    } else if (bytes == -Errno.EAGAIN) {
      boolean emptied = losing;
      losing = false;
      return emptied ? Received.LOST : Received.NOTHING;
    } else if (!closed && bytes != -Errno.EINTR) {
      throw failed(-bytes, "the socket cannot be read");
    }
    if (losing && readSinceLossBytes > mostQueuedBytes) {
      losing = false; // events come as fast as they are read, yet the queue was empty in between
      return Received.LOST;
    }
    return Received.AGAIN;
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
