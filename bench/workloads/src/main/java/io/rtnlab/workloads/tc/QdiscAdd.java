// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.qdisc.Tbf;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Traffic;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds a queueing discipline to a link that is up and carries traffic ({@code RTM_NEWQDISC}, net/
 * sched/sch_api.c, {@code tc_modify_qdisc}), and deletes it again as {@code qdisc-delete} ({@code
 * tc_get_qdisc}): each waits for RCU with the RTNL held while packets are in the old one.
 */
public final class QdiscAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "qdisc-add",
          "adds a discipline to a link with traffic (RTM_NEWQDISC), then deletes it",
          "traffic shaping switched on and off: RCU waits under the RTNL",
          "talk 00:26:41",
          "veth, sch_tbf; CAP_NET_ADMIN in its namespace",
          List.of(),
          QdiscAdd::new);

  private static final long BYTES_PER_SECOND = 125_000_000;
  private static final int BURST_BYTES = 15_000;
  private static final int LIMIT_BYTES = 30_000;

  private int device;
  private @Nullable Traffic traffic;

  QdiscAdd(WorkerSite site) {
    super(WORKLOAD.name(), "qdisc-delete", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    traffic = Traffic.over(device);
  }

  @Override
  protected Request<?> doing() {
    return Request.add(
        Qdisc.root(device, Tbf.rate(BYTES_PER_SECOND, BURST_BYTES, LIMIT_BYTES)).handle(1 << 16));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(
        Qdisc.root(device, Tbf.rate(BYTES_PER_SECOND, BURST_BYTES, LIMIT_BYTES)).handle(1 << 16));
  }

  @Override
  public void close() {
    Closing.all(traffic);
    super.close();
  }
}
