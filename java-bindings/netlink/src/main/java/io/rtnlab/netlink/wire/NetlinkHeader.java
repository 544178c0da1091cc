// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import static io.rtnlab.netlink.wire.Layouts.U32;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct nlmsghdr}, in front of every message, in the machine's byte order.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------------------------------+
 * |                  nlmsg_len (header included)                  |
 * +-------------------------------+-------------------------------+
 * |          nlmsg_type           |          nlmsg_flags          |
 * +-------------------------------+-------------------------------+
 * |                           nlmsg_seq                           |
 * +---------------------------------------------------------------+
 * |                           nlmsg_pid                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @see <a
 *     href="https://docs.kernel.org/userspace-api/netlink/intro.html">include/uapi/linux/netlink.h</a>
 */
public final class NetlinkHeader {
  /** Size of {@code struct nlmsghdr}. */
  public static final int BYTES = 16;

  public static final int LENGTH = 0;
  public static final int TYPE = 4;
  public static final int FLAGS = 6;
  public static final int SEQUENCE = 8;
  public static final int PORT_ID = 12;

  /** Messages and attributes start at multiples of this ({@code NLMSG_ALIGNTO}). */
  public static final int ALIGNMENT = 4;

  // Message types below NLMSG_MIN_TYPE belong to netlink itself.
  public static final int NLMSG_NOOP = 1;
  public static final int NLMSG_ERROR = 2;
  public static final int NLMSG_DONE = 3;
  public static final int NLMSG_OVERRUN = 4;
  public static final int NLMSG_MIN_TYPE = 0x10;

  // Flags of every message.
  public static final int NLM_F_REQUEST = 0x01;
  public static final int NLM_F_MULTI = 0x02;
  public static final int NLM_F_ACK = 0x04;
  public static final int NLM_F_ECHO = 0x08;
  public static final int NLM_F_DUMP_INTR = 0x10;
  public static final int NLM_F_DUMP_FILTERED = 0x20;

  // Flags of a get.
  public static final int NLM_F_ROOT = 0x100;
  public static final int NLM_F_MATCH = 0x200;
  public static final int NLM_F_DUMP = NLM_F_ROOT | NLM_F_MATCH;

  // Flags of a new.
  public static final int NLM_F_REPLACE = 0x100;
  public static final int NLM_F_EXCL = 0x200;
  public static final int NLM_F_CREATE = 0x400;
  public static final int NLM_F_APPEND = 0x800;

  // Flags of an acknowledgement (NLMSG_ERROR, NLMSG_DONE).
  public static final int NLM_F_CAPPED = 0x100;
  public static final int NLM_F_ACK_TLVS = 0x200;

  private NetlinkHeader() {}

  /** {@code nlmsg_len} of the message that starts at {@code at}. */
  public static int length(MemorySegment memory, long at) {
    return memory.get(U32, at + LENGTH);
  }

  public static void length(MemorySegment memory, long at, int length) {
    memory.set(U32, at + LENGTH, length);
  }

  public static int sequence(MemorySegment memory, long at) {
    return memory.get(U32, at + SEQUENCE);
  }

  public static void sequence(MemorySegment memory, long at, int sequence) {
    memory.set(U32, at + SEQUENCE, sequence);
  }

  /** Rounds up to the next multiple of {@link #ALIGNMENT} ({@code NLMSG_ALIGN}). */
  public static int align(int bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
