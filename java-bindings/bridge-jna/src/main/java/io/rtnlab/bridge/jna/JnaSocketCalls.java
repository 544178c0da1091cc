// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jna;

import com.sun.jna.Native;
import io.rtnlab.netlink.port.SocketCalls;

/** libc by JNA, which keeps each thread's {@code errno} for a second call to fetch. */
final class JnaSocketCalls implements SocketCalls {

  @Override
  public int socket(int domain, int type, int protocol) {
    return answer(LibC.socket(domain, type, protocol));
  }

  @Override
  public int bind(int socket, long address, int addressBytes) {
    return answer(LibC.bind(socket, address, addressBytes));
  }

  @Override
  public int getsockname(int socket, long address, long lengthAddress) {
    return answer(LibC.getsockname(socket, address, lengthAddress));
  }

  @Override
  public int setsockopt(int socket, int level, int name, long value, int valueBytes) {
    return answer(LibC.setsockopt(socket, level, name, value, valueBytes));
  }

  @Override
  public int send(int socket, long buffer, long bytes, int flags) {
    return answer((int) LibC.send(socket, buffer, bytes, flags));
  }

  @Override
  public int recv(int socket, long buffer, long bytes, int flags) {
    return answer((int) LibC.recv(socket, buffer, bytes, flags));
  }

  @Override
  public int close(int socket) {
    return answer(LibC.close(socket));
  }

  private static int answer(int result) {
    return result == -1 ? -Native.getLastError() : result;
  }
}
