// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.InternetSocket;
import io.rtnlab.libc.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The cheapest request that takes the RTNL and changes nothing: {@code SIOCGIFCONF} without a
 * buffer asks how many bytes an address list would need ({@code dev_ifconf} in
 * net/core/dev_ioctl.c). Belongs to one thread.
 *
 * <pre>
 *  struct ifconf  0 ifc_len s32 │ 8 ifc_buf pointer … 16
 * </pre>
 */
public final class LockingRequest implements AutoCloseable {
  private static final int SIOCGIFCONF = 0x8912;

  private final MemorySegment ifconf = Arena.ofAuto().allocate(16, Long.BYTES);
  private final Descriptor socket;

  /** In the calling thread's network namespace. */
  public LockingRequest() throws SystemCallException {
    socket = InternetSocket.open();
  }

  /** Takes the RTNL, waiting for it if need be, and lets it go. */
  public void send() throws SystemCallException {
    ifconf.set(JAVA_INT, 0, 0);
    ifconf.set(JAVA_LONG, 8, 0);
    SystemCallException.check("ioctl(SIOCGIFCONF)", socket.ioctl(SIOCGIFCONF, ifconf));
  }

  @Override
  public void close() {
    socket.close();
  }
}
