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
 * Reads the flags of a link ({@code SIOCGIFFLAGS}, net/core/dev_ioctl.c, {@code
 * dev_ifsioc_locked}): under RCU alone. A link that is not up counts as errno {@code EBADMSG}.
 *
 * <pre>
 *  struct ifreq  0 ifr_name char[16] │ 16 ifr_flags s16 … 40
 * </pre>
 */
public final class IoctlFlags extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ioctl-flags",
          "reads the flags of a link of its own (SIOCGIFFLAGS)",
          "monitoring scripts: free of the RTNL, whatever it looks like",
          "kernel net/core/dev_ioctl.c",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          IoctlFlags::new);

  private static final int SIOCGIFFLAGS = 0x8913;
  private static final long IFREQ_BYTES = 40;
  private static final long IFR_FLAGS = 16;
  private static final int IFF_UP = 1;

  private MemorySegment ifreq = MemorySegment.NULL;

  IoctlFlags(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void make() throws IOException {
    makeDevice();
    ifreq = arena().allocate(IFREQ_BYTES, Long.BYTES);
    ifreq.setString(0, OwnDevice.name(site()));
  }

  @Override
  public int execute() {
    ifreq.set(ValueLayout.JAVA_SHORT, IFR_FLAGS, (short) 0);
    int result = fire(SIOCGIFFLAGS, ifreq);
    boolean isUp = (ifreq.get(ValueLayout.JAVA_SHORT, IFR_FLAGS) & IFF_UP) != 0;
    return result == 0 && !isUp ? -Errno.EBADMSG : result;
  }
}
