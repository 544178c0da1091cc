// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
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
 * Dumps the filters of a link ({@code RTM_GETTFILTER} with {@code NLM_F_DUMP}, net/sched/cls_api.c,
 * {@code tc_dump_tfilter}) of u32. Such dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class FilterDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "filter-dump",
          "dumps --entries filters of a link (RTM_GETTFILTER)",
          "the dump that others wait for while they add addresses",
          "talk 00:04:05",
          "veth, sch_ingress, cls_u32; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          FilterDump::new);

  /** Where {@code tcm_handle} lies in {@code struct tcmsg}. */
  private static final int TCM_HANDLE = 8;

  /** The part of a u32 handle that numbers filters; 0 in the hash tables that are shown too. */
  private static final int NODE = 0xfff;

  private Qdisc ingress = Qdisc.all();

  FilterDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    ingress = Qdisc.ingress(OwnDevice.make(session, site()));
    List<Request<?>> requests = new ArrayList<>();
    requests.add(Request.add(ingress));
    Filter filter = Filter.of(ingress.dev(), ingress.handle(), 1, Filter.ETH_P_IP, U32Filter.all());
    for (int n = 0; n < options().entries(); n++) {
      requests.add(Request.add(filter));
    }
    session.sendAll(requests).orThrow();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Filter.of(ingress.dev(), ingress.handle()));
  }

  @Override
  protected boolean isOurs(MessageCursor filter) {
    return (filter.u32(TCM_HANDLE) & NODE) != 0;
  }
}
