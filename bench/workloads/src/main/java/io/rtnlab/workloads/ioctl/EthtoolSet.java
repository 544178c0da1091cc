// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Switches generic segmentation offload of a link off or on ({@code SIOCETHTOOL} with {@code
 * ETHTOOL_SGSO}, net/ethtool/ioctl.c, {@code ethtool_set_one_feature}): under the RTNL, with the
 * notifiers of a change of features.
 *
 * <pre>
 *  struct ifreq          0 ifr_name char[16] │ 16 ifr_data pointer … 40
 *  struct ethtool_value  0 cmd u32 │ 4 data u32
 * </pre>
 */
public final class EthtoolSet extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ethtool-set",
          "switches an offload of a link on or off by ethtool (SIOCETHTOOL)",
          "set-up scripts that tune every link they make",
          "talk 00:11:52",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          EthtoolSet::new);

  private static final int SIOCETHTOOL = 0x8946;
  private static final int ETHTOOL_SGSO = 0x24;
  private static final long IFREQ_BYTES = 40;
  private static final long IFR_DATA = 16;

  private MemorySegment ifreq = MemorySegment.NULL;
  private MemorySegment value = MemorySegment.NULL;
  private boolean on = true;

  EthtoolSet(WorkerSite site) {
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
    on = !on;
    value.set(ValueLayout.JAVA_INT, 0, ETHTOOL_SGSO);
    value.set(ValueLayout.JAVA_INT, 4, on ? 1 : 0);
    return fire(SIOCETHTOOL, ifreq);
  }
}
