// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
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
 * Dumps a routing table of its own ({@code RTM_GETROUTE} with {@code NLM_F_DUMP}) of 1,000 routes:
 * under the RTNL up to 6.8, free of it since. Route dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class RouteDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "route-dump",
          "dumps a table of 1,000 routes (RTM_GETROUTE)",
          "routing daemons that resynchronise while links are dumped",
          "talk 00:19:32",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          RouteDump::new);

  private static final int ROUTES = 1000;
  private static final int FIRST_TABLE = 10_000;

  RouteDump(WorkerSite site) {
    super(WORKLOAD.name(), ROUTES, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    RouteBlock block = new RouteBlock(options().family(), site().worker());
    List<Request<?>> routes = new ArrayList<>();
    for (int n = 0; n < ROUTES; n++) {
      routes.add(Request.add(Route.to(block.prefix(n)).dev(device).table(table())));
    }
    session.sendAll(routes).orThrow();
  }

  private int table() {
    return FIRST_TABLE + site().worker();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Route.all(options().family().number()).table(table()));
  }

  /** The kernel shows nothing but the table asked for. */
  @Override
  protected boolean isOurs(MessageCursor route) {
    return true;
  }
}
