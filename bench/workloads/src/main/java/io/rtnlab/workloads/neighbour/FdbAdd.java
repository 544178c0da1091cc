// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds forwarding entries to a bridge of its own ({@code RTM_NEWNEIGH} of {@code AF_BRIDGE}, net/
 * core/rtnetlink.c, {@code rtnl_fdb_add}); from 64 on the oldest is deleted again as {@code
 * fdb-delete}.
 */
public final class FdbAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "fdb-add",
          "adds a forwarding entry to a bridge of its own (RTM_NEWNEIGH, AF_BRIDGE)",
          "overlay networks that program switches; drivers' own locks are unknown",
          "talk 00:12:15",
          "veth, bridge; CAP_NET_ADMIN in its namespace",
          List.of(),
          FdbAdd::new);

  private static final int KEPT = 64;

  private int port;
  private int lastBytesAt;

  FdbAdd(WorkerSite site) {
    super(WORKLOAD.name(), "fdb-delete", KEPT, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    Link bridge = Link.named(OwnDevice.bridgeName(site()));
    session.add(Link.of(bridge.name(), Bridge.plain()));
    port = OwnDevice.make(session, site());
    session.change(Link.index(port).master(session.get(bridge).index()));
  }

  @Override
  protected Request<?> doing() {
    return Request.add(entry());
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(entry());
  }

  private Neighbour entry() {
    return Neighbour.forwarding(LinkAddress.of("02:01:00:00:00:00"), port);
  }

  @Override
  protected void learn(RequestTemplate doing) {
    lastBytesAt = doing.attributeAt(Neighbour.LINK_ADDRESS.number()) + 2;
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    request.be32(0, lastBytesAt, (int) n);
  }
}
