// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

/** A datagram socket that sends nothing: the handle that network ioctls want. */
public final class InternetSocket {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;

  private InternetSocket() {}

  /** Opens one in the calling thread's network namespace. */
  public static Descriptor open() throws SystemCallException {
    long socket =
        SystemCall.ofThread().call(SystemCallNumber.SOCKET, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return Descriptor.adopt(SystemCallException.check("socket(AF_INET, SOCK_DGRAM)", socket));
  }
}
