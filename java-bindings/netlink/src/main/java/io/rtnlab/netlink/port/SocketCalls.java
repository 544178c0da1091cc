// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

/**
 * The few calls of libc behind a {@link SocketPort}: all that a bridge has to bring. Each returns
 * the call's result, or {@code -errno}; none throws, allocates or takes a lock.
 *
 * <p>Memory is handed over as raw addresses, so that every bridge carries the same bytes written by
 * the same code. An instance may own the place where its {@code errno} is captured: it is used by
 * one thread at a time.
 */
public interface SocketCalls {

  /** {@code socket(2)}. */
  int socket(int domain, int type, int protocol);

  /** {@code bind(2)}. */
  int bind(int socket, long address, int addressBytes);

  /**
   * {@code getsockname(2)}.
   *
   * @param lengthAddress address of a {@code socklen_t}, which is read and written
   */
  int getsockname(int socket, long address, long lengthAddress);

  /** {@code setsockopt(2)}. */
  int setsockopt(int socket, int level, int name, long value, int valueBytes);

  /** {@code send(2)}. */
  int send(int socket, long buffer, long bytes, int flags);

  /** {@code recv(2)}. */
  int recv(int socket, long buffer, long bytes, int flags);

  /**
   * {@code recvmsg(2)}.
   *
   * @param message address of a {@code struct msghdr}
   */
  default int recvmsg(int socket, long message, int flags) {
    return -NetlinkPort.EOPNOTSUPP;
  }

  /** {@code close(2)}. */
  int close(int socket);

  /** What people call an error number. */
  default String describe(int errno) {
    return "errno " + errno;
  }
}
