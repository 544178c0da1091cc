// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Asks where a packet would go ({@code RTM_GETROUTE}, as {@code ip route get}): the first request
 * that left the RTNL, in 4.14 (net/ipv4/route.c, {@code inet_rtm_getroute}).
 */
public final class RouteGet extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "route-get",
          "asks for the route to an address (RTM_GETROUTE)",
          "the first conversion of 4.14: should not wait for the RTNL",
          "talk 00:07:04",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          RouteGet::new);

  private final RouteBlock block;
  private RequestTemplate request;
  private int destinationAt;
  private long asked;

  @SuppressWarnings("NullAway.Init") // by prepare()
  RouteGet(WorkerSite site) {
    super(WORKLOAD.name(), site);
    block = new RouteBlock(options().family(), site.worker());
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    Prefix first = block.prefix(0);
    Prefix all = new Prefix(first.address(), options().family().bits() - RouteBlock.BITS);
    session.add(Route.to(all).dev(device));
    request = Request.get(Route.lookup(first.address())).template(Answers.REPLY_EACH, arena());
    destinationAt = request.attributeAt(Route.DESTINATION.number());
  }

  @Override
  public int execute() {
    block.patch(request, 0, destinationAt, asked++);
    return fire(request);
  }
}
