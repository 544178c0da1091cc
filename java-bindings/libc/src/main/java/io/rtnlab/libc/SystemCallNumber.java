// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.util.Locale;

/**
 * Numbers of the system calls ({@code __NR_read}, …), which differ by architecture:
 * arch/x86/entry/syscalls/syscall_64.tbl and, for the generic table that arm64 and riscv64 share,
 * scripts/syscall.tbl. Those above 423 are the same everywhere.
 */
public final class SystemCallNumber {
  public static final long READ = number(0, 63);
  public static final long WRITE = number(1, 64);
  public static final long CLOSE = number(3, 57);
  public static final long MMAP = number(9, 222);
  public static final long MUNMAP = number(11, 215);
  public static final long RT_SIGPROCMASK = number(14, 135);
  public static final long IOCTL = number(16, 29);
  public static final long PWRITE64 = number(18, 68);
  public static final long MADVISE = number(28, 233);
  public static final long SOCKET = number(41, 198);
  public static final long SENDTO = number(44, 206);
  public static final long RECVFROM = number(45, 207);
  public static final long SENDMSG = number(46, 211);
  public static final long RECVMSG = number(47, 212);
  public static final long SHUTDOWN = number(48, 210);
  public static final long BIND = number(49, 200);
  public static final long GETSOCKNAME = number(51, 204);
  public static final long SETSOCKOPT = number(54, 208);
  public static final long GETSOCKOPT = number(55, 209);
  public static final long CLONE = number(56, 220);
  public static final long GETRUSAGE = number(98, 165);
  public static final long SETPRIORITY = number(141, 140);
  public static final long SCHED_SETSCHEDULER = number(144, 119);
  public static final long DELETE_MODULE = number(176, 106);
  public static final long GETTID = number(186, 178);
  public static final long SCHED_SETAFFINITY = number(203, 122);
  public static final long CLOCK_GETTIME = number(228, 113);
  public static final long OPENAT = number(257, 56);
  public static final long TEE = number(276, 77);
  public static final long PIPE2 = number(293, 59);
  public static final long PPOLL = number(271, 73);
  public static final long UNSHARE = number(272, 97);
  public static final long EVENTFD2 = number(290, 19);
  public static final long PERF_EVENT_OPEN = number(298, 241);
  public static final long SETNS = number(308, 268);
  public static final long BPF = number(321, 280);
  public static final long USERFAULTFD = number(323, 282);
  public static final long CLONE3 = 435;
  public static final long FSOPEN = 430;
  public static final long FSCONFIG = 431;
  public static final long FSMOUNT = 432;

  private SystemCallNumber() {}

  private static long number(long x86, long generic) {
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (architecture) {
      case "amd64", "x86_64" -> x86;
      case "aarch64", "riscv64" -> generic;
      default ->
          throw new UnsupportedOperationException(
              "rtnlab knows the system call numbers of amd64, aarch64 and riscv64, not of "
                  + architecture
                  + ": add a column to SystemCallNumber");
    };
  }
}
