// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.TimedExchange;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * Moves one end of a veth pair into another namespace, and back ({@code RTM_NEWLINK} with {@code
 * IFLA_NET_NS_FD}, net/core/dev.c, {@code __dev_change_net_namespace}): a link vanishes from one
 * namespace and appears in the other, with RCU waits in between, all under the RTNL.
 */
public final class LinkMove implements Operation, Timed {
  static final Workload WORKLOAD =
      new Workload(
          "link-move",
          "moves a link into another namespace, or back (IFLA_NET_NS_FD)",
          "container runtimes that hand interfaces over",
          "talk 00:12:45",
          "veth; CAP_NET_ADMIN in its namespace, CAP_SYS_ADMIN to make another",
          List.of(),
          LinkMove::new);

  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();

  // Made by prepare(), on the worker's thread.
  private Arena arena;
  private NetworkNamespace here;
  private NetworkNamespace there;
  private TimedExchange fromHere;
  private TimedExchange fromThere;
  private RequestTemplate go;
  private RequestTemplate comeBack;
  private boolean isThere;

  @SuppressWarnings("NullAway.Init") // by prepare()
  LinkMove(WorkerSite site) {
    this.site = site;
  }

  @Override
  public String name() {
    return WORKLOAD.name();
  }

  @Override
  public void prepare() throws IOException {
    arena = Arena.ofConfined();
    here = NetworkNamespace.current();
    there = NetworkNamespace.create();
    fromHere = open();
    fromThere = there.run(this::open);
    Link moved = Link.named(OwnDevice.name(site));
    try (NetlinkSession session = NetlinkSession.open(site.bridge(), PortOptions.DEFAULT)) {
      session.add(Link.veth(moved.name(), OwnDevice.peerName(site)));
    }
    go = move(moved, there);
    comeBack = move(moved, here);
  }

  private TimedExchange open() throws IOException {
    return TimedExchange.open(site.bridge(), PortOptions.DEFAULT, stopwatch);
  }

  private RequestTemplate move(Link link, NetworkNamespace to) {
    return Request.change(link.toNamespace(to.file().number())).template(Answers.ACK_LAST, arena);
  }

  @Override
  public int execute() {
    stopwatch.reset();
    int result = isThere ? fromThere.execute(comeBack) : fromHere.execute(go);
    isThere ^= result == 0;
    return result;
  }

  @Override
  public Stopwatch stopwatch() {
    return stopwatch;
  }

  /** The links go with the namespaces. */
  @Override
  public void close() {
    Closing.all(fromThere, fromHere, there, here, arena);
  }
}
