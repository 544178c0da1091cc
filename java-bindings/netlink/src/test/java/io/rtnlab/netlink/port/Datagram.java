// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The few messages that the contract of a port needs, byte by byte, so that a port is tested
 * without the codec above it.
 *
 * <pre>
 *  struct nlmsghdr  0 len u32 │ 4 type u16 │ 6 flags u16 │ 8 seq u32 │ 12 pid u32 … 16
 *  struct nlmsgerr  16 error s32 │ 20 the request's header … 36
 *  struct ifinfomsg 16 family u8 │ 18 type u16 │ 20 index s32 │ 24 flags u32 │ 28 change u32 … 32
 * </pre>
 */
final class Datagram {
  static final int NLMSG_NOOP = 1;
  static final int NLMSG_ERROR = 2;
  static final int RTM_NEWLINK = 16;
  static final int RTM_GETLINK = 18;
  static final int NLM_F_REQUEST = 1;
  static final int NLM_F_ACK = 4;
  static final int NLM_F_ACK_TLVS = 0x200;
  static final int IFF_UP = 1;
  static final int HEADER_BYTES = 16;
  static final int ACK_BYTES = 36;

  private Datagram() {}

  /** As many requests that the kernel only acknowledges, numbered from 1. */
  static MemorySegment noOps(Arena arena, int count) {
    MemorySegment datagram = arena.allocate((long) HEADER_BYTES * count, Integer.BYTES);
    for (int i = 0; i < count; i++) {
      MemorySegment header = datagram.asSlice((long) HEADER_BYTES * i, HEADER_BYTES);
      fillHeader(header, NLMSG_NOOP, NLM_F_REQUEST | NLM_F_ACK, i + 1);
    }
    return datagram;
  }

  /** Asks for the device {@code lo}. */
  static MemorySegment getLoopback(Arena arena) {
    MemorySegment datagram = arena.allocate(32, Integer.BYTES);
    fillHeader(datagram, RTM_GETLINK, NLM_F_REQUEST, 1);
    datagram.set(JAVA_INT, 20, 1);
    return datagram;
  }

  /** The same with a header field set that only strict checking looks at, and refuses. */
  static MemorySegment sloppyGetLoopback(Arena arena) {
    MemorySegment datagram = getLoopback(arena);
    datagram.set(JAVA_INT, 24, IFF_UP);
    return datagram;
  }

  private static void fillHeader(MemorySegment message, int type, int flags, int sequence) {
    message.set(JAVA_INT, 0, (int) message.byteSize());
    message.set(JAVA_SHORT, 4, (short) type);
    message.set(JAVA_SHORT, 6, (short) flags);
    message.set(JAVA_INT, 8, sequence);
  }

  static int length(MemorySegment message) {
    return message.get(JAVA_INT, 0);
  }

  static int type(MemorySegment message) {
    return message.get(JAVA_SHORT, 4);
  }

  static int flags(MemorySegment message) {
    return message.get(JAVA_SHORT, 6);
  }

  static int sequence(MemorySegment message) {
    return message.get(JAVA_INT, 8);
  }

  static int portId(MemorySegment message) {
    return message.get(JAVA_INT, 12);
  }

  /** {@code -errno} of an acknowledgement. */
  static int error(MemorySegment message) {
    return message.get(JAVA_INT, 16);
  }

  static int interfaceFlags(MemorySegment message) {
    return message.get(JAVA_INT, 24);
  }
}
