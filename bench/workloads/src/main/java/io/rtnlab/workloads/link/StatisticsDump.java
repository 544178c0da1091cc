// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.LinkStatistics;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Dumps the counters of all links ({@code RTM_GETSTATS} with {@code NLM_F_DUMP}, net/core/
 * rtnetlink.c, {@code rtnl_stats_dump}): one of the few dumps that still take the RTNL.
 */
public final class StatisticsDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "statistics-dump",
          "dumps the counters of all links of its namespace (RTM_GETSTATS)",
          "exporters that read interface counters",
          "talk 00:20:48",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          StatisticsDump::new);

  /** Where {@code ifindex} lies in {@code struct if_stats_msg}. */
  private static final int IFINDEX = 4;

  private int device;

  StatisticsDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(LinkStatistics.all());
  }

  @Override
  protected boolean isOurs(MessageCursor statistics) {
    return statistics.u32(IFINDEX) == device;
  }
}
