// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds permanent neighbours to a device of its own ({@code RTM_NEWNEIGH}, net/core/neighbour.c,
 * {@code neigh_add}); from 64 on the oldest is deleted again as {@code neighbour-delete}.
 */
public final class NeighbourAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "neighbour-add",
          "adds a permanent neighbour (RTM_NEWNEIGH)",
          "overlay networks that program neighbours from a control plane",
          "kernel net/core/neighbour.c",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          NeighbourAdd::new);

  private static final int KEPT = 64;

  private final RouteBlock block;
  private int device;
  private int destinationAt;

  NeighbourAdd(WorkerSite site) {
    super(WORKLOAD.name(), "neighbour-delete", KEPT, site);
    block = new RouteBlock(options().family(), site.worker());
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
  }

  @Override
  protected Request<?> doing() {
    return Request.add(neighbour());
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(neighbour());
  }

  private Neighbour neighbour() {
    LinkAddress station = LinkAddress.of("02:00:00:00:00:01");
    return Neighbour.of(block.prefix(0).address(), station, device);
  }

  @Override
  protected void learn(RequestTemplate doing) {
    destinationAt = doing.attributeAt(Neighbour.DESTINATION.number());
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    block.patch(request, 0, destinationAt, n);
  }
}
