// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jna;

import com.sun.jna.Native;

/**
 * libc by JNA's direct mapping, its fastest form. A {@code long} is a pointer or a {@code size_t}
 * here, as on every 64-bit Linux.
 */
final class LibC {
  static {
    Native.register("c");
  }

  private LibC() {}

  static native int socket(int domain, int type, int protocol);

  static native int bind(int socket, long address, int addressBytes);

  static native int getsockname(int socket, long address, long lengthAddress);

  static native int setsockopt(int socket, int level, int name, long value, int valueBytes);

  static native long send(int socket, long buffer, long bytes, int flags);

  static native long recv(int socket, long buffer, long bytes, int flags);

  static native int close(int socket);
}
