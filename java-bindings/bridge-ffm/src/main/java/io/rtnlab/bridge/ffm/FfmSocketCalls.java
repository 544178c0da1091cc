// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm;

import io.rtnlab.libc.Errno;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.netlink.port.SocketCalls;

/** Straight to the kernel: every call is {@link SystemCall}'s one method handle. */
final class FfmSocketCalls implements SocketCalls {
  private final SystemCall kernel = new SystemCall();

  @Override
  public int socket(int domain, int type, int protocol) {
    return (int) kernel.call(SystemCallNumber.SOCKET, domain, type, protocol);
  }

  @Override
  public int bind(int socket, long address, int addressBytes) {
    return (int) kernel.call(SystemCallNumber.BIND, socket, address, addressBytes);
  }

  @Override
  public int getsockname(int socket, long address, long lengthAddress) {
    return (int) kernel.call(SystemCallNumber.GETSOCKNAME, socket, address, lengthAddress);
  }

  @Override
  public int setsockopt(int socket, int level, int name, long value, int valueBytes) {
    return (int) kernel.call(SystemCallNumber.SETSOCKOPT, socket, level, name, value, valueBytes);
  }

  @Override
  public int send(int socket, long buffer, long bytes, int flags) {
    return (int) kernel.call(SystemCallNumber.SENDTO, socket, buffer, bytes, flags, 0, 0);
  }

  @Override
  public int recv(int socket, long buffer, long bytes, int flags) {
    return (int) kernel.call(SystemCallNumber.RECVFROM, socket, buffer, bytes, flags, 0, 0);
  }

  @Override
  public int recvmsg(int socket, long message, int flags) {
    return (int) kernel.call(SystemCallNumber.RECVMSG, socket, message, flags);
  }

  @Override
  public int close(int socket) {
    return (int) kernel.call(SystemCallNumber.CLOSE, socket);
  }

  @Override
  public String describe(int errno) {
    return Errno.describe(errno);
  }
}
