// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.request;

/**
 * A system call of a process that has returned: on a netlink socket, an ioctl of {@code
 * include/uapi/linux/sockios.h}, or one that made a network namespace.
 *
 * @param comm name of the thread
 * @param socket identifies the netlink socket while it is open, 0 where there is none
 * @param result bytes or 0, or {@code -errno}
 * @param argument the request of an ioctl, the option of a setsockopt, the flags of a clone
 * @param received the header of the first message received, zeroes where there is none
 */
public record EndedCall(
    long beginNs,
    long endNs,
    int thread,
    int process,
    String comm,
    Kind kind,
    long socket,
    long result,
    long argument,
    Received received) {
  /** In the order of {@code enum call} of native/bpf/requests.h. */
  public enum Kind {
    SENDTO,
    SENDMSG,
    WRITE,
    RECVFROM,
    RECVMSG,
    READ,
    IOCTL,
    SETSOCKOPT,
    UNSHARE,
    CLONE,
    CLONE3;

    /** Whether it sends. */
    public boolean sends() {
      return this == SENDTO || this == SENDMSG || this == WRITE;
    }

    /** Whether it receives. */
    public boolean receives() {
      return this == RECVFROM || this == RECVMSG || this == READ;
    }

    /** Whether it made a network namespace. */
    public boolean makesNamespace() {
      return this == UNSHARE || this == CLONE || this == CLONE3;
    }
  }

  /**
   * What a receive brought.
   *
   * @param peek whether it stays in the queue ({@code MSG_PEEK})
   * @param type {@code nlmsg_type}
   * @param sequence {@code nlmsg_seq}
   */
  public record Received(boolean peek, int type, int sequence) {}

  /** How long it took. */
  public long tookNs() {
    return endNs - beginNs;
  }
}
