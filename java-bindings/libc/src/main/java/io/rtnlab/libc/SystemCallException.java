// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.io.IOException;

/** The kernel refused a system call. */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  /**
   * Says what was refused and why.
   *
   * @param call what was asked for, such as {@code "ioctl(SIOCGIFCONF)"}
   * @param errno error number, of either sign
   */
  public SystemCallException(String call, int errno) {
    super(call + ": " + Errno.describe(errno));
    this.errno = Math.abs(errno);
  }

  /** The error number, positive. */
  public int errno() {
    return errno;
  }

  /**
   * Passes a result on, or throws what it says.
   *
   * @param result as {@link SystemCall#call} returns it
   */
  public static long check(String call, long result) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, (int) -result);
    }
    return result;
  }
}
