// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.BatchBuffers;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Brings down a link that has routes ({@code IFF_UP} cleared): {@code NETDEV_DOWN} flushes each of
 * them in one hold (net/ipv4/fib_frontend.c, {@code fib_disable_ip}; net/ipv6/route.c, {@code
 * rt6_sync_down_dev}). The link comes up and gets its routes again as {@code link-down-restore}.
 */
public final class LinkDown extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "link-down",
          "brings down a link with --entries routes, then restores both",
          "a link that fails under a full routing table: one hold flushes all routes",
          "talk 00:14:58",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--entries", "--family"),
          LinkDown::new);

  private static final int MOST_PER_SEND = 1000;
  private static final int TABLE = 30_000;

  private final RouteBlock block;
  private final Restore restore = new Restore();
  private RequestTemplate down;
  private RequestTemplate up;
  private RequestTemplate routes;
  private int destinationAt;
  private boolean isDown;

  @SuppressWarnings("NullAway.Init") // by prepare()
  LinkDown(WorkerSite site) {
    super(WORKLOAD.name(), site);
    block = new RouteBlock(options().family(), site.worker());
  }

  private int perSend() {
    return Math.min(MOST_PER_SEND, options().entries());
  }

  @Override
  protected PortOptions portOptions() {
    return BatchBuffers.optionsFor(perSend());
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    down = Request.change(Link.index(device).down()).template(Answers.ACK_LAST, arena());
    up = Request.change(Link.index(device).up()).template(Answers.ACK_LAST, arena());
    Route route = Route.to(block.prefix(0)).dev(device).table(TABLE + site().worker());
    routes = Request.replace(route).template(perSend(), Answers.ACK_LAST, arena());
    destinationAt = routes.attributeAt(Route.DESTINATION.number());
    int added = addRoutes();
    if (added != 0) {
      throw new IOException("adding routes for link-down: errno " + -added);
    }
  }

  /** The last send may name routes of the send before again, which replaces them. */
  private int addRoutes() {
    int entries = options().entries();
    int result = 0;
    for (int first = 0; first < entries && result == 0; first += perSend()) {
      int from = Math.min(first, entries - perSend());
      for (int message = 0; message < perSend(); message++) {
        block.patch(routes, message, destinationAt, from + message);
      }
      result = exchange().execute(routes);
    }
    return result;
  }

  @Override
  public int execute() {
    int result = fire(down);
    isDown |= result == 0;
    return result;
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(restore);
  }

  /** Brings the link up and adds its routes. */
  private final class Restore implements FollowUp, Timed {
    @Override
    public String name() {
      return site().label("link-down-restore");
    }

    @Override
    public boolean due() {
      return isDown;
    }

    @Override
    public boolean pending() {
      return isDown;
    }

    @Override
    public int execute() {
      isDown = false;
      int result = fire(up);
      return result == 0 ? addRoutes() : result;
    }

    @Override
    public int messages() {
      return options().entries() + 1;
    }

    @Override
    public Stopwatch stopwatch() {
      return LinkDown.this.stopwatch();
    }
  }
}
