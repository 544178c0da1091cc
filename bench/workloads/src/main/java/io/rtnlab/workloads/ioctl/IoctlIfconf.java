// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Lists interfaces that have an IPv4 address ({@code SIOCGIFCONF}, net/core/dev_ioctl.c, {@code
 * dev_ifconf}): copies to user space with the RTNL held. A list without its own address counts as
 * errno {@code EBADMSG}.
 *
 * <pre>
 *  struct ifconf  0 ifc_len s32 │ 8 ifc_buf pointer … 16
 *  struct ifreq   0 ifr_name char[16] │ 16 sockaddr_in … 40      one per address
 * </pre>
 */
public final class IoctlIfconf extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ioctl-ifconf",
          "lists interfaces with an address (SIOCGIFCONF)",
          "getifaddrs() of old; user memory is touched under the lock",
          "talk 00:13:30",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          IoctlIfconf::new);

  private static final int SIOCGIFCONF = 0x8912;
  private static final long IFCONF_BYTES = 16;
  private static final int IFREQ_BYTES = 40;
  private static final int ROOM = 256 * IFREQ_BYTES;

  private MemorySegment ifconf = MemorySegment.NULL;
  private int listed;

  IoctlIfconf(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void make() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site().bridge(), PortOptions.DEFAULT)) {
      int device = OwnDevice.make(session, site());
      RouteBlock block = new RouteBlock(IpFamily.IPV4, site().worker());
      session.add(Address.of(block.prefix(RouteBlock.SIZE / 2), device));
    }
    ifconf = arena().allocate(IFCONF_BYTES, Long.BYTES);
    ifconf.set(JAVA_LONG, 8, arena().allocate(ROOM, Long.BYTES).address());
  }

  @Override
  public int execute() {
    ifconf.set(JAVA_INT, 0, ROOM);
    int result = fire(SIOCGIFCONF, ifconf);
    listed = ifconf.get(JAVA_INT, 0) / IFREQ_BYTES;
    return result == 0 && listed < 1 ? -Errno.EBADMSG : result;
  }

  @Override
  public int messages() {
    return listed;
  }
}
