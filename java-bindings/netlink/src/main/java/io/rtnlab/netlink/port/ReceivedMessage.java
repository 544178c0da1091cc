// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct msghdr} with room for the id of the namespace that a datagram came from. It
 * belongs to the thread that receives.
 *
 * <pre>
 *  struct msghdr   0 msg_name │ 8 msg_namelen u32 │ 16 msg_iov │ 24 msg_iovlen
 *                  32 msg_control │ 40 msg_controllen │ 48 msg_flags u32
 *  struct iovec    0 iov_base │ 8 iov_len
 *  struct cmsghdr  0 cmsg_len │ 8 cmsg_level s32 │ 12 cmsg_type s32 │ 16 the id s32
 * </pre>
 */
final class ReceivedMessage {
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_LISTEN_ALL_NSID = 8;
  private static final int NOT_ASSIGNED = -1;

  private static final int MSGHDR_BYTES = 56;
  private static final int IOVEC_BYTES = 16;
  private static final int CONTROL_BYTES = 64;
  private static final int CMSGHDR_BYTES = 16;

  private final MemorySegment header =
      Arena.ofAuto().allocate(MSGHDR_BYTES + IOVEC_BYTES + CONTROL_BYTES, Long.BYTES);
  private final MemorySegment iovec = header.asSlice(MSGHDR_BYTES, IOVEC_BYTES);
  private final MemorySegment control = header.asSlice(MSGHDR_BYTES + IOVEC_BYTES, CONTROL_BYTES);
  private int namespaceId = NOT_ASSIGNED;

  /** Receives a datagram, as {@link NetlinkPort#receive}. */
  int receive(SocketCalls calls, int socket, MemorySegment buffer, int flags) {
    header.fill((byte) 0);
    iovec.set(JAVA_LONG, 0, buffer.address());
    iovec.set(JAVA_LONG, 8, buffer.byteSize());
    header.set(JAVA_LONG, 16, iovec.address());
    header.set(JAVA_LONG, 24, 1);
    header.set(JAVA_LONG, 32, control.address());
    header.set(JAVA_LONG, 40, CONTROL_BYTES);
    int result = calls.recvmsg(socket, header.address(), flags);
    namespaceId = result < 0 ? NOT_ASSIGNED : readNamespaceId(header.get(JAVA_LONG, 40));
    return result;
  }

  private int readNamespaceId(long controlBytes) {
    long at = 0;
    while (at + CMSGHDR_BYTES + Integer.BYTES <= controlBytes) {
      long length = control.get(JAVA_LONG, at);
      if (control.get(JAVA_INT, at + 8) == SOL_NETLINK
          && control.get(JAVA_INT, at + 12) == NETLINK_LISTEN_ALL_NSID) {
        return control.get(JAVA_INT, at + CMSGHDR_BYTES);
      }
      if (length < CMSGHDR_BYTES) {
        return NOT_ASSIGNED;
      }
      at += (length + 7) & -8;
    }
    return NOT_ASSIGNED;
  }

  /** Of the last datagram; -1 for the socket's own namespace. */
  int namespaceId() {
    return namespaceId;
  }
}
