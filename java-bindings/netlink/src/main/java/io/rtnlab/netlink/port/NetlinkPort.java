// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * One bound netlink socket, as the kernel shows it: every call returns a count of bytes, or {@code
 * -errno}. Nothing here throws, allocates or takes a lock, so that a measured loop may call it.
 *
 * <p>A port belongs to the network namespace that its opening thread was in (netlink(7)); it stays
 * there when threads move on. One thread may send while another receives; two threads must not send
 * at once, nor receive at once.
 */
public interface NetlinkPort extends AutoCloseable {
  /** {@code EOPNOTSUPP}, of calls that a port has not. */
  int EOPNOTSUPP = 95;

  /**
   * Sends one datagram that may hold several messages ({@code sendto(2)}).
   *
   * @param datagram native memory; all of its {@code byteSize()} is sent
   * @return bytes sent, or {@code -errno}
   */
  int send(MemorySegment datagram);

  /**
   * Receives one datagram ({@code recvfrom(2)} with {@code MSG_TRUNC}).
   *
   * @param buffer native memory to fill
   * @return the datagram's full length in bytes, which exceeds {@code buffer.byteSize()} when the
   *     rest was cut off and is lost; or {@code -errno}: {@code -EAGAIN} after the port's receive
   *     timeout, {@code -ENOBUFS} when the kernel had to drop something meant for this socket
   */
  int receive(MemorySegment buffer);

  /**
   * The same without waiting ({@code MSG_DONTWAIT}).
   *
   * @return as {@link #receive}; {@code -EAGAIN} where nothing is there
   */
  int receiveNow(MemorySegment buffer);

  /** The port id that the kernel bound this socket to ({@code nl_pid} of {@code sockaddr_nl}). */
  int portId();

  /**
   * Joins a multicast group ({@code NETLINK_ADD_MEMBERSHIP}).
   *
   * @param group group number, such as {@code RTNLGRP_LINK} = 1
   * @return 0 or {@code -errno}
   */
  int join(int group);

  /**
   * Leaves a multicast group ({@code NETLINK_DROP_MEMBERSHIP}).
   *
   * @return 0 or {@code -errno}
   */
  default int leave(int group) {
    return -EOPNOTSUPP;
  }

  /**
   * Changes the longest wait of one {@link #receive}.
   *
   * @param timeout zero waits for ever
   * @return 0 or {@code -errno}
   */
  default int receiveTimeout(Duration timeout) {
    return -EOPNOTSUPP;
  }

  /**
   * The number of the socket's file descriptor, to wait for it together with others ({@code
   * poll(2)}); {@code -1} where there is none. The port stays its owner.
   */
  default int descriptor() {
    return -1;
  }

  /**
   * The id of the network namespace that the last datagram came from, of a port that listens to all
   * namespaces; {@code -1} for its own.
   */
  default int namespaceId() {
    return -1;
  }

  /** Closes the socket. A second call does nothing. */
  @Override
  void close();
}
