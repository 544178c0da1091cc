// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Changes a link's MTU, to and fro ({@code SIOCSIFMTU}, net/core/dev_ioctl.c, {@code dev_ioctl}):
 * the old interface takes the same lock.
 *
 * <pre>
 *  struct ifreq   0 ifr_name char[16] │ 16 ifr_mtu s32 … 40
 * </pre>
 */
public final class IoctlMtu extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ioctl-mtu",
          "changes the MTU of a link of its own (SIOCSIFMTU)",
          "ifconfig and similar tools: legacy calls, same lock",
          "talk 00:13:30",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          IoctlMtu::new);

  private static final int SIOCSIFMTU = 0x8922;
  private static final long IFREQ_BYTES = 40;
  private static final long IFR_MTU = 16;

  private MemorySegment ifreq = MemorySegment.NULL;
  private boolean smaller;

  IoctlMtu(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void make() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site().bridge(), PortOptions.DEFAULT)) {
      OwnDevice.make(session, site());
    }
    ifreq = arena().allocate(IFREQ_BYTES, Long.BYTES);
    ifreq.setString(0, OwnDevice.name(site()));
  }

  @Override
  public int execute() {
    smaller = !smaller;
    ifreq.set(JAVA_INT, IFR_MTU, smaller ? 1400 : 1500);
    return fire(SIOCSIFMTU, ifreq);
  }
}
