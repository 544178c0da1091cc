// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps all neighbours of a family ({@code RTM_GETNEIGH} with {@code NLM_F_DUMP}), 100 of them its
 * own: under the RTNL up to 6.9, free of it since. Such dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class NeighbourDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "neighbour-dump",
          "dumps all neighbours of its namespace (RTM_GETNEIGH)",
          "agents that watch neighbours by polling",
          "kernel 6.10, commit ba0f78069423",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          NeighbourDump::new);

  private static final int NEIGHBOURS = 100;

  // Where they lie in struct ndmsg. The kernel's own multicast entries are NUD_NOARP.
  private static final int NDM_IFINDEX = 4;
  private static final int NDM_STATE = 8;

  private int device;

  NeighbourDump(WorkerSite site) {
    super(WORKLOAD.name(), NEIGHBOURS, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    RouteBlock block = new RouteBlock(options().family(), site().worker());
    LinkAddress station = LinkAddress.of("02:00:00:00:00:01");
    List<Request<?>> neighbours = new ArrayList<>();
    for (int n = 0; n < NEIGHBOURS; n++) {
      neighbours.add(Request.add(Neighbour.of(block.prefix(n).address(), station, device)));
    }
    session.sendAll(neighbours).orThrow();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Neighbour.all(options().family().number()));
  }

  @Override
  protected boolean isOurs(MessageCursor neighbour) {
    return neighbour.u32(NDM_IFINDEX) == device
        && (neighbour.u16(NDM_STATE) & Neighbour.NUD_PERMANENT) != 0;
  }
}
