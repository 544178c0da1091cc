// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import java.time.Duration;

/**
 * How a netlink socket is set up.
 *
 * @param receiveTimeout longest wait of one {@code receive} ({@code SO_RCVTIMEO}); zero waits for
 *     ever
 * @param receiveBufferBytes {@code SO_RCVBUF} to ask for, doubled by the kernel; 0 keeps the
 *     kernel's default (212,992, which holds 256 ACKs)
 * @param sendBufferBytes {@code SO_SNDBUF} to ask for; 0 keeps the kernel's default
 * @param extendedAck ask for the text, offset and policy behind an error ({@code NETLINK_EXT_ACK})
 * @param cappedAck leave the echo of the failed request out of its error ({@code NETLINK_CAP_ACK})
 * @param strictChecking let dump filters count ({@code NETLINK_GET_STRICT_CHK})
 * @param allNamespaces hear events of every namespace that has an id in this one too ({@code
 *     NETLINK_LISTEN_ALL_NSID}; needs {@code CAP_NET_BROADCAST} and a bridge with {@code recvmsg})
 * @param protocol {@code NETLINK_*}, such as {@link #NETLINK_ROUTE}
 */
public record PortOptions(
    Duration receiveTimeout,
    int receiveBufferBytes,
    int sendBufferBytes,
    boolean extendedAck,
    boolean cappedAck,
    boolean strictChecking,
    boolean allNamespaces,
    int protocol) {

  /** {@code NETLINK_ROUTE}: links, addresses, routes. */
  public static final int NETLINK_ROUTE = 0;

  /** {@code NETLINK_GENERIC}: families that are asked for by name. */
  public static final int NETLINK_GENERIC = 16;

  /**
   * Five seconds of patience, the kernel's own buffers, extended and capped ACKs, strict checks.
   */
  public static final PortOptions DEFAULT =
      new PortOptions(Duration.ofSeconds(5), 0, 0, true, true, true, false, NETLINK_ROUTE);

  /** Events and requests of {@code NETLINK_ROUTE}. */
  public PortOptions(
      Duration receiveTimeout,
      int receiveBufferBytes,
      int sendBufferBytes,
      boolean extendedAck,
      boolean cappedAck,
      boolean strictChecking) {
    this(
        receiveTimeout,
        receiveBufferBytes,
        sendBufferBytes,
        extendedAck,
        cappedAck,
        strictChecking,
        false,
        NETLINK_ROUTE);
  }

  public PortOptions withReceiveTimeout(Duration timeout) {
    return new PortOptions(
        timeout,
        receiveBufferBytes,
        sendBufferBytes,
        extendedAck,
        cappedAck,
        strictChecking,
        allNamespaces,
        protocol);
  }

  public PortOptions withReceiveBufferBytes(int bytes) {
    return new PortOptions(
        receiveTimeout,
        bytes,
        sendBufferBytes,
        extendedAck,
        cappedAck,
        strictChecking,
        allNamespaces,
        protocol);
  }

  public PortOptions withSendBufferBytes(int bytes) {
    return new PortOptions(
        receiveTimeout,
        receiveBufferBytes,
        bytes,
        extendedAck,
        cappedAck,
        strictChecking,
        allNamespaces,
        protocol);
  }

  public PortOptions withStrictChecking(boolean strict) {
    return new PortOptions(
        receiveTimeout,
        receiveBufferBytes,
        sendBufferBytes,
        extendedAck,
        cappedAck,
        strict,
        allNamespaces,
        protocol);
  }

  public PortOptions withAllNamespaces(boolean all) {
    return new PortOptions(
        receiveTimeout,
        receiveBufferBytes,
        sendBufferBytes,
        extendedAck,
        cappedAck,
        strictChecking,
        all,
        protocol);
  }

  public PortOptions withProtocol(int number) {
    return new PortOptions(
        receiveTimeout,
        receiveBufferBytes,
        sendBufferBytes,
        extendedAck,
        cappedAck,
        strictChecking,
        allNamespaces,
        number);
  }
}
