// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.message.tc.qdisc.Tbf;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Replaces the queueing discipline of a link that is up, tbf by htb and htb by tbf ({@code
 * RTM_NEWQDISC}, net/sched/sch_api.c, {@code tc_modify_qdisc}): waits for RCU with the RTNL held.
 */
public final class QdiscReplace extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "qdisc-replace",
          "replaces the queueing discipline of a link that is up (RTM_NEWQDISC)",
          "traffic shaping: 50 to 300 ms of RCU under the RTNL, once",
          "talk 00:26:41",
          "veth, sch_tbf, sch_htb; CAP_NET_ADMIN in its namespace",
          List.of(),
          QdiscReplace::new);

  private static final long BYTES_PER_SECOND = 125_000_000;
  private static final int BURST_BYTES = 15_000;
  private static final int LIMIT_BYTES = 30_000;

  private RequestTemplate toTbf;
  private RequestTemplate toHtb;
  private boolean isTbf;

  @SuppressWarnings("NullAway.Init") // by prepare()
  QdiscReplace(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    Tbf tbf = Tbf.rate(BYTES_PER_SECOND, BURST_BYTES, LIMIT_BYTES);
    toTbf = Request.replace(Qdisc.root(device, tbf)).template(Answers.ACK_LAST, arena());
    Htb htb = Htb.defaultClass(1);
    toHtb = Request.replace(Qdisc.root(device, htb)).template(Answers.ACK_LAST, arena());
  }

  @Override
  public int execute() {
    int result = fire(isTbf ? toHtb : toTbf);
    isTbf ^= result == 0;
    return result;
  }
}
