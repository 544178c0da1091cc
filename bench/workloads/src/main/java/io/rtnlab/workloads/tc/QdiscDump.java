// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.qdisc.Tbf;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Dumps the queueing disciplines of all links ({@code RTM_GETQDISC} with {@code NLM_F_DUMP}, net/
 * sched/sch_api.c, {@code tc_dump_qdisc}). Such dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class QdiscDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "qdisc-dump",
          "dumps the queueing disciplines of all links (RTM_GETQDISC)",
          "agents that read queue counters",
          "talk 00:20:22",
          "veth, sch_tbf; CAP_NET_ADMIN in its namespace",
          List.of(),
          QdiscDump::new);

  private static final long BYTES_PER_SECOND = 125_000_000;
  private static final int BURST_BYTES = 15_000;
  private static final int LIMIT_BYTES = 30_000;
  private static final int HANDLE = 0x0077_0000;

  // Where they lie in struct tcmsg.
  private static final int TCM_IFINDEX = 4;
  private static final int TCM_HANDLE = 8;

  private int device;

  QdiscDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    Tbf tbf = Tbf.rate(BYTES_PER_SECOND, BURST_BYTES, LIMIT_BYTES);
    session.add(Qdisc.root(device, tbf).handle(HANDLE));
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Qdisc.all());
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return message.u32(TCM_IFINDEX) == device && message.u32(TCM_HANDLE) == HANDLE;
  }
}
