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
 */
public record PortOptions(
    Duration receiveTimeout,
    int receiveBufferBytes,
    int sendBufferBytes,
    boolean extendedAck,
    boolean cappedAck,
    boolean strictChecking) {

  /**
   * Five seconds of patience, the kernel's own buffers, extended and capped ACKs, strict checks.
   */
  public static final PortOptions DEFAULT =
      new PortOptions(Duration.ofSeconds(5), 0, 0, true, true, true);

  public PortOptions withReceiveTimeout(Duration timeout) {
    return new PortOptions(
        timeout, receiveBufferBytes, sendBufferBytes, extendedAck, cappedAck, strictChecking);
  }

  public PortOptions withReceiveBufferBytes(int bytes) {
    return new PortOptions(
        receiveTimeout, bytes, sendBufferBytes, extendedAck, cappedAck, strictChecking);
  }

  public PortOptions withSendBufferBytes(int bytes) {
    return new PortOptions(
        receiveTimeout, receiveBufferBytes, bytes, extendedAck, cappedAck, strictChecking);
  }

  public PortOptions withStrictChecking(boolean strict) {
    return new PortOptions(
        receiveTimeout, receiveBufferBytes, sendBufferBytes, extendedAck, cappedAck, strict);
  }
}
