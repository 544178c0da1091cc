// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds next hops over a device of its own ({@code RTM_NEWNEXTHOP}, net/ipv4/nexthop.c, {@code
 * rtm_new_nexthop}); from 64 on the oldest is deleted again as {@code nexthop-delete}, which
 * flushes the routes that use it.
 */
public final class NextHopAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "nexthop-add",
          "adds a next hop over a device of its own (RTM_NEWNEXTHOP)",
          "a routing daemon whose peers come and go",
          "kernel net/ipv4/nexthop.c",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          NextHopAdd::new);

  private static final int KEPT = 64;

  /** Ids per worker, used in turn, above those of {@link RouteInsert}. */
  private static final int IDS = 1 << 20;

  /** Ids are one space for both families. */
  private static final int FIRST_IPV6 = 0x8000_0000;

  private int device;
  private int idAt;

  NextHopAdd(WorkerSite site) {
    super(WORKLOAD.name(), "nexthop-delete", KEPT, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
  }

  @Override
  protected Request<?> doing() {
    return Request.add(
        new NextHop(options().family().number(), 0, 0, 0, NextHop.TABLE.empty())
            .with(NextHop.ID, id(0))
            .dev(device));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(NextHop.id(id(0)));
  }

  @Override
  protected void learn(RequestTemplate doing) {
    idAt = doing.attributeAt(NextHop.ID.number());
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    request.u32(0, idAt, id(n));
  }

  private int id(long n) {
    int first = options().family() == IpFamily.IPV6 ? FIRST_IPV6 : 0;
    return first + (site().worker() + 1) * IDS + (int) (n % IDS);
  }
}
