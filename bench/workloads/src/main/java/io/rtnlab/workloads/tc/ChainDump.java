// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Chain;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps the filter chains of a link ({@code RTM_GETCHAIN} with {@code NLM_F_DUMP}, net/sched/
 * cls_api.c, {@code tc_dump_chain}).
 */
public final class ChainDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "chain-dump",
          "dumps --entries filter chains of a link (RTM_GETCHAIN)",
          "agents of switch drivers that read their chains",
          "talk 00:16:45",
          "veth, sch_ingress; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          ChainDump::new);

  private static final int TCMSG_BYTES = 20;
  private static final int TCA_CHAIN = 11;

  private Qdisc ingress = Qdisc.all();

  ChainDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    ingress = Qdisc.ingress(OwnDevice.make(session, site()));
    session.add(ingress);
    List<Request<?>> chains = new ArrayList<>();
    for (int n = 1; n <= options().entries(); n++) {
      chains.add(Request.add(Chain.of(ingress.dev(), ingress.handle(), n)));
    }
    session.sendAll(chains).orThrow();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Chain.of(ingress.dev(), ingress.handle()));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return attribute(message, TCMSG_BYTES, TCA_CHAIN) != 0;
  }
}
