package io.rtnlab.workloads;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps a routing table of its own ({@code RTM_GETROUTE} with {@code NLM_F_DUMP}) of 1,000 routes:
 * under the RTNL up to 6.8, free of it since. A table of another length counts as errno {@code
 * EBADMSG}; route dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class RouteDump extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "route-dump",
          "dumps a table of 1,000 routes (RTM_GETROUTE)",
          "routing daemons that resynchronise while links are dumped",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          RouteDump::new);

  private static final int ROUTES = 1000;
  private static final int FIRST_TABLE = 10_000;

  private RequestTemplate request;

  @SuppressWarnings("NullAway.Init") // by prepare()
  RouteDump(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, 'd', site().worker());
    RouteBlock block = new RouteBlock(options().family(), site().worker());
    int table = FIRST_TABLE + site().worker();
    List<Request<?>> routes = new ArrayList<>();
    for (int n = 0; n < ROUTES; n++) {
      routes.add(Request.add(Route.to(block.prefix(n)).dev(device).table(table)));
    }
    session.sendAll(routes).orThrow();
    request =
        Request.dump(Route.all(options().family().number()).table(table))
            .template(Answers.DUMP, arena());
  }

  @Override
  public int execute() {
    int result = fire(request, MessageVisitor.NONE);
    return result == 0 && messages() != ROUTES ? -Errno.EBADMSG : result;
  }

  @Override
  public int messages() {
    return exchange().dumpMessages();
  }
}
