// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.InternetSocket;
import io.rtnlab.libc.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The request {@code SIOCGIFCONF}: {@code dev_ifconf} takes the RTNL and under it copies every IPv4
 * address of the namespace to user memory (net/core/dev_ioctl.c, {@code inet_gifconf} in
 * net/ipv4/devinet.c). Belongs to one thread.
 *
 * <pre>
 *  struct ifconf  0 ifc_len s32 │ 8 ifc_buf pointer … 16
 * </pre>
 */
final class AddressList implements AutoCloseable {
  private static final int SIOCGIFCONF = 0x8912;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment ifconf = arena.allocate(16, Long.BYTES);
  private final Descriptor socket;

  private AddressList(Descriptor socket) {
    this.socket = socket;
  }

  /** Of the calling thread's network namespace. */
  static AddressList open() throws SystemCallException {
    return new AddressList(InternetSocket.open());
  }

  /**
   * Asks, and sleeps under the RTNL for as long as the memory to copy to is missing.
   *
   * @return bytes copied, 0 where the namespace has no IPv4 address; or {@code -errno}
   */
  int copyTo(long address, long bytes) {
    ifconf.set(JAVA_INT, 0, (int) bytes);
    ifconf.set(JAVA_LONG, 8, address);
    int result = socket.ioctl(SIOCGIFCONF, ifconf);
    return result < 0 ? result : ifconf.get(JAVA_INT, 0);
  }

  @Override
  public void close() {
    socket.close();
  }
}
