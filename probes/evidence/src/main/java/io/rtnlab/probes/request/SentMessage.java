// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.request;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A netlink message as a process sent it, read before the kernel read it.
 *
 * @param timeNs when its system call began, nanoseconds of {@code CLOCK_MONOTONIC}
 * @param socket identifies the socket while it is open
 * @param protocol {@code NETLINK_ROUTE}, {@code NETLINK_GENERIC}, …
 * @param leftBytes of the same system call, from this message on
 * @param bytes its first 128 bytes, with zeroes behind a shorter one
 */
public record SentMessage(
    long timeNs,
    int thread,
    int process,
    long socket,
    int protocol,
    long leftBytes,
    MessageBytes bytes) {
  /** {@code NETLINK_ROUTE} (include/uapi/linux/netlink.h). */
  public static final int NETLINK_ROUTE = 0;

  private static final int HEADER_BYTES = 16;
  private static final int NLMSG_MIN_TYPE = 0x10;
  private static final int NLM_F_REQUEST = 0x1;
  private static final int NLM_F_ACK = 0x4;
  private static final int NLM_F_DUMP = 0x300;

  /**
   * Whether the kernel handles it: a request of a family, as netlink_rcv_skb() of
   * net/netlink/af_netlink.c asks for. Zeroes behind a message, as iproute2 sends them behind the
   * request of a dump, are none.
   */
  public boolean isRequest() {
    return Integer.toUnsignedLong(length()) >= HEADER_BYTES
        && (flags() & NLM_F_REQUEST) != 0
        && type() >= NLMSG_MIN_TYPE;
  }

  /** {@code nlmsg_len}. */
  public int length() {
    return bytes.u32(0);
  }

  /** {@code nlmsg_type}. */
  public int type() {
    return bytes.u16(4);
  }

  /** {@code nlmsg_flags}. */
  public int flags() {
    return bytes.u16(6);
  }

  /** {@code nlmsg_seq}. */
  public int sequence() {
    return bytes.u32(8);
  }

  /** Address family: the first byte behind the header of every rtnetlink message. */
  public int family() {
    return bytes.u8(HEADER_BYTES);
  }

  /** Whether an acknowledgement was asked for. */
  public boolean wantsAck() {
    return (flags() & NLM_F_ACK) != 0;
  }

  /** Whether it asks for all objects; types that do are 2 modulo 4. */
  public boolean dump() {
    return type() % 4 == 2 && (flags() & NLM_F_DUMP) == NLM_F_DUMP;
  }

  /** What it asks for: family and attributes, as far as they were read. */
  public MessageBytes asked() {
    return bytes.part(HEADER_BYTES, length());
  }

  /**
   * The 32 bits at a place of the family's own header, such as {@code ifinfomsg.ifi_index} at 4.
   */
  public int header32(int at) {
    return bytes.u32(HEADER_BYTES + at);
  }

  /**
   * An attribute's value of 32 bits.
   *
   * @param headerBytes size of the family's own header, such as 16 of {@code struct ifinfomsg}
   */
  public OptionalInt attribute32(int headerBytes, int type) {
    return attribute(headerBytes, type)
        .filter(value -> value.size() >= Integer.BYTES)
        .map(value -> OptionalInt.of(value.u32(0)))
        .orElse(OptionalInt.empty());
  }

  /** An attribute's value, as far as it was read; empty where it is missing or lies behind. */
  public Optional<MessageBytes> attribute(int headerBytes, int type) {
    int end = Math.min(length(), bytes.size());
    return bytes.attribute(HEADER_BYTES + headerBytes, end, type);
  }
}
