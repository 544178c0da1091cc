package io.rtnlab.workloads;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * Adds host routes over a device of the worker's own ({@code RTM_NEWROUTE}), as a routing daemon
 * does. So that it can go on for ever, the oldest are deleted again under the name {@code
 * route-delete} once there are enough.
 *
 * <p>IPv4 takes the RTNL for every message (net/ipv4/fib_frontend.c, {@code inet_rtm_newroute});
 * IPv6 none since 6.16 (net/ipv6/route.c, {@code inet6_rtm_newroute}).
 */
public final class RouteInsert implements Operation, CountedRoutes {
  static final Workload WORKLOAD =
      new Workload(
          "route-insert",
          "adds host routes over a device of its own (RTM_NEWROUTE)",
          "a routing daemon with tens of thousands of routes",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family", "--batch", "--ack-each", "--nexthop-id", "--live-routes"),
          RouteInsert::new);

  private static final int NEXT_HOP = 1;

  private final WorkerSite site;
  private final WorkloadOptions options;
  private final RouteBlock block;
  private final Delete delete = new Delete();
  private final Stopwatch stopwatch = new Stopwatch();

  /** Which of the block's prefixes the kernel has acknowledged: a bit each. */
  private final long[] acknowledged = new long[RouteBlock.SIZE / Long.SIZE];

  /** Routes ever asked for, in whole batches, and those of them that were deleted again. */
  private long asked;

  private long takenBack;
  private long believed;

  // Made by prepare(), on the worker's thread.
  private Arena arena;
  private TimedExchange exchange;
  private RequestTemplate insertion;
  private RequestTemplate deletion;
  private int destinationAt;

  @SuppressWarnings("NullAway.Init") // by prepare()
  RouteInsert(WorkerSite site) {
    this.site = site;
    options = site.options();
    block = new RouteBlock(options.family(), site.worker());
  }

  @Override
  public String name() {
    return WORKLOAD.name();
  }

  @Override
  public void prepare() throws IOException {
    Route route = route(makeDevice());
    arena = Arena.ofConfined();
    insertion = template(Request.add(route));
    deletion = template(Request.delete(route));
    destinationAt = insertion.attributeAt(Route.DESTINATION.number());
    exchange =
        TimedExchange.open(
            site.bridge(), BatchBuffers.optionsFor(insertion.datagram(), options), stopwatch);
  }

  private int makeDevice() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site.bridge(), PortOptions.DEFAULT)) {
      int index = OwnDevice.make(session, 'r', site.worker());
      if (options.nextHopId()) {
        session.add(
            new NextHop(options.family().number(), 0, 0, 0, NextHop.TABLE.empty())
                .with(NextHop.ID, NEXT_HOP + site.worker())
                .dev(index));
      }
      return index;
    }
  }

  private Route route(int device) {
    Route route = Route.to(block.prefix(0));
    return options.nextHopId() ? route.nextHop(NEXT_HOP + site.worker()) : route.dev(device);
  }

  private RequestTemplate template(Request<Route> request) {
    Answers answers = options.acknowledgeEach() ? Answers.ACK_EACH : Answers.ACK_LAST;
    return request.template(options.batch(), answers, arena);
  }

  @Override
  public int execute() {
    int result = fire(insertion, asked);
    for (int message = 0; message < options.batch(); message++) {
      if (isDone(insertion, message, result)) {
        believed++;
        setAcknowledged(asked + message, true);
      }
    }
    asked += options.batch();
    return result;
  }

  private int fire(RequestTemplate template, long first) {
    stopwatch.reset();
    for (int message = 0; message < options.batch(); message++) {
      block.patch(template, message, destinationAt, first + message);
    }
    return exchange.execute(template);
  }

  /** False also where an answer was lost, so that nobody knows. */
  private static boolean isDone(RequestTemplate template, int message, int result) {
    return !isLost(result) && template.result(message) == 0;
  }

  /** Whether it tells of the socket and not of a message. */
  private static boolean isLost(int result) {
    return switch (-result) {
      case Errno.EAGAIN, Errno.ENOBUFS, Errno.EMSGSIZE, Errno.EBADMSG -> true;
      default -> false;
    };
  }

  private boolean isAcknowledged(long n) {
    int slot = RouteBlock.slot(n);
    return (acknowledged[slot / Long.SIZE] >>> slot & 1) != 0;
  }

  private void setAcknowledged(long n, boolean is) {
    int slot = RouteBlock.slot(n);
    if (is) {
      acknowledged[slot / Long.SIZE] |= 1L << slot;
    } else {
      acknowledged[slot / Long.SIZE] &= ~(1L << slot);
    }
  }

  @Override
  public int messages() {
    return options.batch();
  }

  @Override
  public long systemCallNs() {
    return stopwatch.totalNs();
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(delete);
  }

  @Override
  public long believedRoutes() {
    return believed;
  }

  @Override
  public long countedRoutes() throws IOException {
    return block.countInKernel();
  }

  /** Device and routes go with the namespace. */
  @Override
  public void close() {
    if (exchange != null) {
      exchange.close();
    }
    if (arena != null) {
      arena.close();
    }
  }

  /** Deletes the oldest batch ({@code RTM_DELROUTE}). */
  private final class Delete implements FollowUp {
    @Override
    public String name() {
      return "route-delete";
    }

    @Override
    public boolean due() {
      return asked - takenBack > options.liveRoutes();
    }

    @Override
    public boolean pending() {
      return takenBack < asked;
    }

    /** That a route is missing is an error only where the kernel had acknowledged it. */
    @Override
    public int execute() {
      int result = fire(deletion, takenBack);
      int firstError = isLost(result) ? result : 0;
      for (int message = 0; message < options.batch(); message++) {
        long n = takenBack + message;
        boolean known = isAcknowledged(n);
        int answer = deletion.result(message);
        if (isDone(deletion, message, result)) {
          believed -= known ? 1 : 0;
        } else if (firstError == 0 && (known || answer != -Errno.ESRCH)) {
          firstError = answer;
        }
        setAcknowledged(n, false);
      }
      takenBack += options.batch();
      return firstError;
    }

    @Override
    public int messages() {
      return options.batch();
    }

    @Override
    public long systemCallNs() {
      return stopwatch.totalNs();
    }
  }
}
