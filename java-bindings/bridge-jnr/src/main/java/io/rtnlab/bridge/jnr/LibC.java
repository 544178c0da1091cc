// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jnr;

/**
 * libc as jnr-ffi sees it: it writes the class that implements this. A {@code long} is a pointer or
 * a {@code size_t} here, as on every 64-bit Linux. Public because that class lives elsewhere.
 */
public interface LibC {
  int socket(int domain, int type, int protocol);

  int bind(int socket, long address, int addressBytes);

  int getsockname(int socket, long address, long lengthAddress);

  int setsockopt(int socket, int level, int name, long value, int valueBytes);

  long send(int socket, long buffer, long bytes, int flags);

  long recv(int socket, long buffer, long bytes, int flags);

  int close(int socket);
}
