// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import io.rtnlab.netlink.session.Errno;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Asks a link whether it has a carrier ({@code SIOCETHTOOL} with {@code ETHTOOL_GLINK},
 * net/ethtool/ ioctl.c, {@code dev_ethtool}): all ethtool calls of a driver run under the RTNL. A
 * link without carrier counts as errno {@code EBADMSG}.
 *
 * <pre>
 *  struct ifreq          0 ifr_name char[16] │ 16 ifr_data pointer … 40
 *  struct ethtool_value  0 cmd u32 │ 4 data u32
 * </pre>
 */
public final class EthtoolGet extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ethtool-get",
          "asks a link of its own for its carrier by ethtool (SIOCETHTOOL)",
          "exporters and bonding tools that poll links by ethtool",
          "talk 00:11:52; node_exporter#2477",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          EthtoolGet::new);

  private static final int SIOCETHTOOL = 0x8946;
  private static final int ETHTOOL_GLINK = 0x0a;
  private static final long IFREQ_BYTES = 40;
  private static final long IFR_DATA = 16;

  private MemorySegment ifreq = MemorySegment.NULL;
  private MemorySegment value = MemorySegment.NULL;

  EthtoolGet(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void make() throws IOException {
    makeDevice();
    ifreq = arena().allocate(IFREQ_BYTES, Long.BYTES);
    ifreq.setString(0, OwnDevice.name(site()));
    value = arena().allocate(8, Long.BYTES);
    ifreq.set(ValueLayout.JAVA_LONG, IFR_DATA, value.address());
  }

  @Override
  public int execute() {
    value.set(ValueLayout.JAVA_INT, 0, ETHTOOL_GLINK);
    value.set(ValueLayout.JAVA_INT, 4, 0);
    int result = fire(SIOCETHTOOL, ifreq);
    return result == 0 && value.get(ValueLayout.JAVA_INT, 4) != 1 ? -Errno.EBADMSG : result;
  }
}
