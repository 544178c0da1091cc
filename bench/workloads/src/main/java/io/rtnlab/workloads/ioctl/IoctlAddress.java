// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Sets the address of a link, one of two in turn ({@code SIOCSIFADDR}, net/ipv4/devinet.c, {@code
 * devinet_ioctl}): deletes the old address and inserts the new one in one hold.
 *
 * <pre>
 *  struct ifreq  0 ifr_name char[16] │ 16 sin_family u16 │ 20 sin_addr be32 … 40
 * </pre>
 */
public final class IoctlAddress extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ioctl-address",
          "sets the IPv4 address of a link of its own (SIOCSIFADDR)",
          "ifconfig and similar tools: legacy calls, same lock",
          "talk 00:13:30",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          IoctlAddress::new);

  private static final int SIOCSIFADDR = 0x8916;
  private static final long IFREQ_BYTES = 40;
  private static final long SIN_FAMILY = 16;
  private static final long SIN_ADDR = 20;
  private static final short AF_INET = 2;

  /** Of the worker's addresses. */
  private static final int PLACE = 33;

  private MemorySegment ifreq = MemorySegment.NULL;
  private final byte[][] addresses = new byte[2][];
  private int n;

  IoctlAddress(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void make() throws IOException {
    makeDevice();
    ifreq = arena().allocate(IFREQ_BYTES, Long.BYTES);
    ifreq.setString(0, OwnDevice.name(site()));
    ifreq.set(ValueLayout.JAVA_SHORT, SIN_FAMILY, AF_INET);
    RouteBlock block = new RouteBlock(IpFamily.IPV4, site().worker());
    addresses[0] = block.prefix(PLACE).address().getAddress();
    addresses[1] = block.prefix(PLACE + 1).address().getAddress();
  }

  @Override
  public int execute() {
    n ^= 1;
    for (int i = 0; i < Integer.BYTES; i++) {
      ifreq.set(ValueLayout.JAVA_BYTE, SIN_ADDR + i, addresses[n][i]);
    }
    return fire(SIOCSIFADDR, ifreq);
  }
}
