// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

/**
 * How readily a thread lets others have its CPU, from −20 to 19.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/setpriority.2.html">setpriority(2)</a>
 */
public final class Niceness {
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;

  private Niceness() {}

  /**
   * Sets that of the calling thread alone. Less than it has needs {@code CAP_SYS_NICE}, or leave
   * from RLIMIT_NICE.
   *
   * @return 0 or {@code -errno}
   */
  public static int set(int niceness) {
    return (int)
        SystemCall.ofThread()
            .call(SystemCallNumber.SETPRIORITY, PRIO_PROCESS, CALLING_THREAD, niceness);
  }
}
