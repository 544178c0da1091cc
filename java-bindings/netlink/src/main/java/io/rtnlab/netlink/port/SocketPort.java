// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A port over any bridge's {@link SocketCalls}: what socket options mean and how to close is the
 * same for all of them.
 *
 * <p>The number of a closed descriptor may be given to the next file at once, so {@link #close}
 * first marks the port, then waits until no thread is inside a call. A receiver that sleeps is
 * woken by an answer to {@code NLMSG_NOOP}, which costs the measured path nothing.
 */
public final class SocketPort implements NetlinkPort {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;

  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;

  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_ADD_MEMBERSHIP = 1;
  private static final int NETLINK_DROP_MEMBERSHIP = 2;
  private static final int NETLINK_LISTEN_ALL_NSID = 8;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int NETLINK_GET_STRICT_CHK = 12;

  /** {@code struct sockaddr_nl}: 0 nl_family u16 │ 4 nl_pid u32 │ 8 nl_groups u32. */
  private static final int SOCKADDR_NL_BYTES = 12;

  private static final int NLMSG_HDRLEN = 16;
  private static final short NLMSG_NOOP = 1;
  private static final short NLM_F_REQUEST_ACK = 1 | 4;

  private static final int EPERM = 1;
  private static final int EINTR = 4;
  private static final int EBADF = 9;
  private static final long WAKE_AGAIN_NS = 1_000_000;

  private final SocketCalls sending;
  private final SocketCalls receiving;
  private final SocketCalls configuring;
  private final int socket;
  private final @Nullable ReceivedMessage message;
  private int portId;

  private volatile boolean closed;
  private volatile boolean inSend;
  private volatile boolean inReceive;

  private SocketPort(Supplier<? extends SocketCalls> bridge, PortOptions options)
      throws IOException {
    this.sending = bridge.get();
    this.receiving = bridge.get();
    this.configuring = bridge.get();
    this.socket = configuring.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, options.protocol());
    check("socket(AF_NETLINK, SOCK_RAW, " + options.protocol() + ")", socket);
    this.message = options.allNamespaces() ? new ReceivedMessage() : null;
  }

  /**
   * Opens, configures and binds a socket in the calling thread's network namespace.
   *
   * @param bridge makes one {@link SocketCalls} for each direction
   */
  public static SocketPort open(Supplier<? extends SocketCalls> bridge, PortOptions options)
      throws IOException {
    SocketPort port = new SocketPort(bridge, options);
    try {
      port.configure(options);
      port.bind();
      return port;
    } catch (IOException e) {
      port.close();
      throw e;
    }
  }

  private void configure(PortOptions options) throws IOException {
    check("setsockopt(SO_RCVTIMEO)", receiveTimeout(options.receiveTimeout()));
    if (options.receiveBufferBytes() > 0) {
      bufferBytes("SO_RCVBUF", SO_RCVBUFFORCE, SO_RCVBUF, options.receiveBufferBytes());
    }
    if (options.sendBufferBytes() > 0) {
      bufferBytes("SO_SNDBUF", SO_SNDBUFFORCE, SO_SNDBUF, options.sendBufferBytes());
    }
    if (options.extendedAck()) {
      check("setsockopt(NETLINK_EXT_ACK)", option(SOL_NETLINK, NETLINK_EXT_ACK, 1));
    }
    if (options.cappedAck()) {
      check("setsockopt(NETLINK_CAP_ACK)", option(SOL_NETLINK, NETLINK_CAP_ACK, 1));
    }
    if (options.allNamespaces()) {
      check("setsockopt(NETLINK_LISTEN_ALL_NSID)", option(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, 1));
    }
    if (options.strictChecking()) {
      check("setsockopt(NETLINK_GET_STRICT_CHK)", option(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1));
    }
  }

  /** {@code …FORCE} goes beyond {@code net.core.*mem_max}, and needs {@code CAP_NET_ADMIN}. */
  private void bufferBytes(String name, int forced, int ordinary, int bytes) throws IOException {
    int result = option(SOL_SOCKET, forced, bytes);
    if (result == -EPERM) {
      result = option(SOL_SOCKET, ordinary, bytes);
    }
    check("setsockopt(" + name + ", " + bytes + ")", result);
  }

  @Override
  public synchronized int receiveTimeout(Duration timeout) {
    if (closed) {
      return -EBADF;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timeval = arena.allocate(16, Long.BYTES);
      timeval.set(JAVA_LONG, 0, timeout.toSeconds());
      timeval.set(JAVA_LONG, 8, timeout.toNanosPart() / 1_000);
      return configuring.setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, timeval.address(), 16);
    }
  }

  private int option(int level, int name, int value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocateFrom(JAVA_INT, value);
      return configuring.setsockopt(socket, level, name, number.address(), Integer.BYTES);
    }
  }

  private void bind() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(SOCKADDR_NL_BYTES, Integer.BYTES);
      address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
      check("bind(AF_NETLINK)", configuring.bind(socket, address.address(), SOCKADDR_NL_BYTES));
      MemorySegment length = arena.allocateFrom(JAVA_INT, SOCKADDR_NL_BYTES);
      check(
          "getsockname(AF_NETLINK)",
          configuring.getsockname(socket, address.address(), length.address()));
      portId = address.get(JAVA_INT, 4);
    }
  }

  @Override
  public int send(MemorySegment datagram) {
    inSend = true;
    try {
      return closed ? -EBADF : sending.send(socket, datagram.address(), datagram.byteSize(), 0);
    } finally {
      inSend = false;
      Reference.reachabilityFence(datagram);
    }
  }

  @Override
  public int receive(MemorySegment buffer) {
    inReceive = true;
    try {
      int result = -EINTR;
      while (result == -EINTR && !closed) { // a profiler's signal: the timeout forbids SA_RESTART
        result = receive(buffer, MSG_TRUNC);
      }
      return closed ? -EBADF : result; // once closed, what came may be the answer that woke us
    } finally {
      inReceive = false;
      Reference.reachabilityFence(buffer);
    }
  }

  @Override
  public int receiveNow(MemorySegment buffer) {
    inReceive = true;
    try {
      int flags = MSG_TRUNC | MSG_DONTWAIT;
      return closed ? -EBADF : receive(buffer, flags);
    } finally {
      inReceive = false;
      Reference.reachabilityFence(buffer);
    }
  }

  private int receive(MemorySegment buffer, int flags) {
    return message == null
        ? receiving.recv(socket, buffer.address(), buffer.byteSize(), flags)
        : message.receive(receiving, socket, buffer, flags);
  }

  @Override
  public int namespaceId() {
    return message == null ? -1 : message.namespaceId();
  }

  @Override
  public int descriptor() {
    return closed ? -1 : socket;
  }

  @Override
  public synchronized int leave(int group) {
    return closed ? -EBADF : option(SOL_NETLINK, NETLINK_DROP_MEMBERSHIP, group);
  }

  @Override
  public int portId() {
    return portId;
  }

  @Override
  public synchronized int join(int group) {
    return closed ? -EBADF : option(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
  }

  /**
   * Closes the socket. A receiver that sleeps in another thread gets {@code -EBADF}; a request that
   * the kernel is working on is waited for.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (inSend || inReceive) {
      if (inReceive) {
        wakeReceiver();
      }
      LockSupport.parkNanos(WAKE_AGAIN_NS);
    }
    configuring.close(socket);
  }

  private void wakeReceiver() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment noop = arena.allocate(NLMSG_HDRLEN, Integer.BYTES);
      noop.set(JAVA_INT, 0, NLMSG_HDRLEN);
      noop.set(JAVA_SHORT, 4, NLMSG_NOOP);
      noop.set(JAVA_SHORT, 6, NLM_F_REQUEST_ACK);
      configuring.send(socket, noop.address(), NLMSG_HDRLEN, 0);
    }
  }

  private void check(String call, int result) throws IOException {
    if (result < 0) {
      throw new IOException(call + ": " + configuring.describe(-result));
    }
  }
}
