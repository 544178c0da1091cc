// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jnr;

import io.rtnlab.netlink.port.SocketCalls;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/** libc by jnr-ffi, which keeps each thread's {@code errno} for a second call to fetch. */
final class JnrSocketCalls implements SocketCalls {
  private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
  private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

  @Override
  public int socket(int domain, int type, int protocol) {
    return answer(LIBC.socket(domain, type, protocol));
  }

  @Override
  public int bind(int socket, long address, int addressBytes) {
    return answer(LIBC.bind(socket, address, addressBytes));
  }

  @Override
  public int getsockname(int socket, long address, long lengthAddress) {
    return answer(LIBC.getsockname(socket, address, lengthAddress));
  }

  @Override
  public int setsockopt(int socket, int level, int name, long value, int valueBytes) {
    return answer(LIBC.setsockopt(socket, level, name, value, valueBytes));
  }

  @Override
  public int send(int socket, long buffer, long bytes, int flags) {
    return answer((int) LIBC.send(socket, buffer, bytes, flags));
  }

  @Override
  public int recv(int socket, long buffer, long bytes, int flags) {
    return answer((int) LIBC.recv(socket, buffer, bytes, flags));
  }

  @Override
  public int close(int socket) {
    return answer(LIBC.close(socket));
  }

  private static int answer(int result) {
    return result == -1 ? -RUNTIME.getLastError() : result;
  }
}
