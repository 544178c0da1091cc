// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.neighbour.NeighbourTable;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Dumps the neighbour tables with the parameters of each link ({@code RTM_GETNEIGHTBL} with {@code
 * NLM_F_DUMP}, net/core/neighbour.c, {@code neightbl_dump_info}): ARP has one entry for the
 * defaults and one for each link, IPv6 likewise. The two tables themselves have to be seen; a dump
 * that continues amid a table's links shows the table once more, which counts once.
 */
public final class NeighbourTableDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "neighbour-table-dump",
          "dumps the neighbour tables and their parameters (RTM_GETNEIGHTBL)",
          "agents that watch the size of the ARP cache",
          "kernel 6.19, net/core/neighbour.c",
          "veth, IPv6; CAP_NET_ADMIN in its namespace",
          List.of(),
          NeighbourTableDump::new);

  private static final int NDTMSG_BYTES = 4;

  /** Stands only in the message of the table itself. */
  private static final int NDTA_THRESH1 = 2;

  private int familiesSeen;

  NeighbourTableDump(WorkerSite site) {
    super(WORKLOAD.name(), 2, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    OwnDevice.make(session, site());
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(NeighbourTable.all(Family.AF_UNSPEC));
  }

  @Override
  protected void begin() {
    familiesSeen = 0;
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    if (attribute(message, NDTMSG_BYTES, NDTA_THRESH1) == 0) {
      return false;
    }
    int family = 1 << message.u8(0); // ndtm_family: 2 or 10
    boolean isFirst = (familiesSeen & family) == 0;
    familiesSeen |= family;
    return isFirst;
  }
}
