// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The device {@code lo} of the calling thread's network namespace, by ioctl, for those who have no
 * netlink.
 *
 * <pre>
 *  struct ifreq   0 ifr_name char[16] │ 16 ifr_flags s16 … 40
 * </pre>
 */
public final class Loopback {
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final short IFF_UP = 1;
  private static final long IFREQ_BYTES = 40;
  private static final long FLAGS_OFFSET = 16;

  private Loopback() {}

  /** Brings it up, on which the kernel gives it 127.0.0.1/8 and ::1. */
  public static void up() throws SystemCallException {
    try (Descriptor socket = InternetSocket.open();
        Arena arena = Arena.ofConfined()) {
      MemorySegment ifreq = arena.allocate(IFREQ_BYTES, Long.BYTES);
      ifreq.setString(0, "lo");
      SystemCallException.check("ioctl(SIOCGIFFLAGS, lo)", socket.ioctl(SIOCGIFFLAGS, ifreq));
      short flags = ifreq.get(JAVA_SHORT, FLAGS_OFFSET);
      ifreq.set(JAVA_SHORT, FLAGS_OFFSET, (short) (flags | IFF_UP));
      SystemCallException.check("ioctl(SIOCSIFFLAGS, lo, UP)", socket.ioctl(SIOCSIFFLAGS, ifreq));
    }
  }
}
