// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fake;

import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A socket of a {@link FakeKernel}: one message a datagram. */
final class FakePort implements NetlinkPort {
  private static final int LONGEST = 1 << 16;
  private static final byte[] CLOSED = {};

  private final FakeKernel kernel;
  private final BlockingQueue<byte[]> queued = new LinkedBlockingQueue<>();
  private volatile boolean listening;
  private volatile boolean closed;
  private volatile Duration timeout = Duration.ofSeconds(5);

  FakePort(FakeKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public int send(MemorySegment datagram) {
    if (closed) {
      return -Errno.EBADF;
    }
    int size = (int) datagram.byteSize();
    MessageCursor messages = new MessageCursor().wrap(datagram, size);
    while (messages.next()) {
      kernel.answer(messages, this);
    }
    return size;
  }

  @Override
  public int receive(MemorySegment buffer) {
    try {
      byte[] datagram =
          timeout.isZero() ? queued.take() : queued.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return take(datagram == null ? CLOSED : datagram, buffer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return -Errno.EINTR;
    }
  }

  @Override
  public int receiveNow(MemorySegment buffer) {
    byte[] datagram = queued.poll();
    return take(datagram == null ? CLOSED : datagram, buffer);
  }

  private int take(byte[] datagram, MemorySegment buffer) {
    if (closed) {
      return -Errno.EBADF;
    }
    if (datagram.length == 0) {
      return -Errno.EAGAIN;
    }
    int fits = (int) Math.min(datagram.length, buffer.byteSize());
    MemorySegment.copy(datagram, 0, buffer, ValueLayout.JAVA_BYTE, 0, fits);
    return datagram.length;
  }

  @Override
  public int receiveTimeout(Duration timeout) {
    this.timeout = timeout;
    return 0;
  }

  @Override
  public int portId() {
    return 1;
  }

  /** Whatever the group: all changes are reported. */
  @Override
  public int join(int group) {
    listening = true;
    return closed ? -Errno.EBADF : 0;
  }

  @Override
  public int leave(int group) {
    return 0;
  }

  void notify(KernelObject<?> object, Verb verb) {
    if (listening) {
      send(object, verb, 0, 0);
    }
  }

  void send(KernelObject<?> object, Verb verb, int flags, int sequence) {
    write(writer -> message(writer, object, verb, flags, sequence));
  }

  @SuppressWarnings("unchecked") // an object is of its own codec's class
  private static <T extends KernelObject<T>> void message(
      MessageWriter writer, KernelObject<?> object, Verb verb, int flags, int sequence) {
    T each = (T) object;
    writer.begin(each.codec().type(verb), flags, sequence);
    each.codec().write(each, writer);
    writer.end();
  }

  void acknowledgeIfAsked(MessageCursor request) {
    if ((request.flags() & NetlinkHeader.NLM_F_ACK) != 0) {
      acknowledge(request, 0);
    }
  }

  /** Answers with an errno, positive; 0 for success. */
  void acknowledge(MessageCursor request, int errno) {
    int sequence = request.sequence();
    write(
        writer ->
            writer
                .begin(NetlinkHeader.NLMSG_ERROR, NetlinkHeader.NLM_F_CAPPED, sequence)
                .u32(-errno)
                .u32(request.length())
                .u16(request.type())
                .u16(request.flags())
                .u32(sequence)
                .u32(0)
                .end());
  }

  void done(int sequence) {
    write(
        writer ->
            writer
                .begin(NetlinkHeader.NLMSG_DONE, NetlinkHeader.NLM_F_MULTI, sequence)
                .u32(0)
                .end());
  }

  private interface Writing {
    void to(MessageWriter writer);
  }

  private void write(Writing writing) {
    try (Arena arena = Arena.ofConfined()) {
      MessageWriter writer = new MessageWriter(arena.allocate(LONGEST, 8));
      writing.to(writer);
      queued.add(writer.datagram().toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @Override
  public void close() {
    closed = true;
    queued.add(CLOSED);
    kernel.forget(this);
  }
}
