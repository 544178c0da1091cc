// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jni;

import io.rtnlab.netlink.port.SocketCalls;

/** The calls of native/jni/socket_calls.c, which answer with the errno themselves. */
final class JniSocketCalls implements SocketCalls {

  @Override
  public native int socket(int domain, int type, int protocol);

  @Override
  public native int bind(int socket, long address, int addressBytes);

  @Override
  public native int getsockname(int socket, long address, long lengthAddress);

  @Override
  public native int setsockopt(int socket, int level, int name, long value, int valueBytes);

  @Override
  public native int send(int socket, long buffer, long bytes, int flags);

  @Override
  public native int recv(int socket, long buffer, long bytes, int flags);

  @Override
  public native int close(int socket);
}
