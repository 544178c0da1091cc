// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.bridge.MulticastEntries;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Dumps the multicast groups of all bridges ({@code RTM_GETMDB} with {@code NLM_F_DUMP}, net/core/
 * rtnetlink.c, {@code rtnl_mdb_dump}).
 */
public final class MdbDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "mdb-dump",
          "dumps the multicast groups of all bridges (RTM_GETMDB)",
          "switch daemons that read group memberships",
          "kernel net/bridge/br_mdb.c",
          "veth, bridge; CAP_NET_ADMIN in its namespace",
          List.of(),
          MdbDump::new);

  /** Where {@code ifindex} lies in {@code struct br_port_msg}. */
  private static final int IFINDEX = 4;

  private int bridge;

  MdbDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    String name = OwnDevice.bridgeName(site());
    session.add(Link.bridge(name));
    bridge = session.index(name);
    int port = OwnDevice.make(session, site());
    session.change(Link.index(port).master(bridge));
    session.change(Link.index(bridge).up());
    InetAddress group = InetAddress.ofLiteral("239.1.2.3");
    session.add(MulticastEntries.of(bridge, MulticastEntries.Entry.permanent(port, group)));
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(MulticastEntries.all());
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return message.u32(IFINDEX) == bridge;
  }
}
