// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.BatchBuffers;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds host routes over a device of the worker's own ({@code RTM_NEWROUTE}), as a routing daemon
 * does. So that it can go on for ever, the oldest are deleted again under the name {@code
 * route-delete} once there are enough.
 *
 * <p>IPv4 takes the RTNL for every message (net/ipv4/fib_frontend.c, {@code inet_rtm_newroute});
 * IPv6 none since 6.16 (net/ipv6/route.c, {@code inet6_rtm_newroute}).
 */
public final class RouteInsert extends NetlinkOperation implements CountedRoutes {
  static final Workload WORKLOAD =
      new Workload(
          "route-insert",
          "adds host routes over a device of its own (RTM_NEWROUTE)",
          "a routing daemon with tens of thousands of routes",
          "talk 00:04:49",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family", "--batch", "--ack", "--next-hop", "--window"),
          RouteInsert::new);

  /** Ids of next hops are one space for both families. */
  private static final int FIRST_IPV6_ID = 0x1_0000;

  private final RouteBlock block;
  private final Delete delete = new Delete();

  /** Which of the block's prefixes the kernel has acknowledged: a bit each. */
  private final long[] acknowledged = new long[RouteBlock.SIZE / Long.SIZE];

  /** Routes ever asked for, in whole batches, and those of them that were deleted again. */
  private long asked;

  private long takenBack;
  private long acked;

  // Made by prepare(), on the worker's thread.
  private RequestTemplate insertion;
  private RequestTemplate deletion;
  private int destinationAt;

  @SuppressWarnings("NullAway.Init") // by prepare()
  RouteInsert(WorkerSite site) {
    super(WORKLOAD.name(), site);
    block = new RouteBlock(options().family(), site.worker());
  }

  @Override
  protected PortOptions portOptions() {
    return BatchBuffers.optionsFor(options().batch());
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    if (options().nextHopId()) {
      session.add(nextHop(device));
    }
    Route route = route(device);
    insertion = template(Request.add(route));
    deletion = template(Request.delete(route));
    destinationAt = insertion.attributeAt(Route.DESTINATION.number());
  }

  private Route route(int device) {
    Route route = Route.to(block.prefix(0));
    return options().nextHopId() ? route.nextHop(nextHopId()) : route.dev(device);
  }

  private NextHop nextHop(int device) {
    return new NextHop(options().family().number(), 0, 0, 0, NextHop.TABLE.empty())
        .with(NextHop.ID, nextHopId())
        .dev(device);
  }

  private int nextHopId() {
    return site().worker() + 1 + (options().family() == IpFamily.IPV6 ? FIRST_IPV6_ID : 0);
  }

  private RequestTemplate template(Request<Route> request) {
    Answers answers = options().acknowledgeEach() ? Answers.ACK_EACH : Answers.ACK_LAST;
    return request.template(options().batch(), answers, arena());
  }

  @Override
  public int execute() {
    int result = fireFrom(insertion, asked);
    for (int message = 0; message < options().batch(); message++) {
      if (isDone(insertion, message, result)) {
        acked++;
        setAcknowledged(asked + message, true);
      }
    }
    asked += options().batch();
    return result;
  }

  private int fireFrom(RequestTemplate template, long first) {
    for (int message = 0; message < options().batch(); message++) {
      block.patch(template, message, destinationAt, first + message);
    }
    return fire(template);
  }

  /** False also where an answer was lost, so that it is unknown. */
  private static boolean isDone(RequestTemplate template, int message, int result) {
    return !isLost(result) && template.result(message) == 0;
  }

  /** Whether it concerns the socket and not a message. */
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
    return options().batch();
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(delete);
  }

  @Override
  public long ackedRoutes() {
    return acked;
  }

  @Override
  public long countedRoutes() throws IOException {
    return block.countInKernel(OwnDevice.name(site()));
  }

  /** Deletes the oldest batch ({@code RTM_DELROUTE}). */
  private final class Delete implements FollowUp, Timed {
    @Override
    public String name() {
      return site().label("route-delete");
    }

    @Override
    public boolean due() {
      return asked - takenBack > options().liveRoutes();
    }

    @Override
    public boolean pending() {
      return takenBack < asked;
    }

    /** That a route is missing is an error only where the kernel had acknowledged it. */
    @Override
    public int execute() {
      int result = fireFrom(deletion, takenBack);
      int firstError = isLost(result) ? result : 0;
      for (int message = 0; message < options().batch(); message++) {
        long n = takenBack + message;
        boolean known = isAcknowledged(n);
        int answer = deletion.result(message);
        if (isDone(deletion, message, result)) {
          acked -= known ? 1 : 0;
        } else if (firstError == 0 && (known || answer != -Errno.ESRCH)) {
          firstError = answer;
        }
        setAcknowledged(n, false);
      }
      takenBack += options().batch();
      return firstError;
    }

    @Override
    public int messages() {
      return options().batch();
    }

    @Override
    public Stopwatch stopwatch() {
      return RouteInsert.this.stopwatch();
    }
  }
}
