// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a link a port of a bridge ({@code RTM_NEWLINK} with {@code IFLA_MASTER}, net/core/
 * rtnetlink.c, {@code do_set_master}), and takes it out again as {@code link-release}.
 */
public final class LinkEnslave extends DoAndUndo {
  private static final String NAME = "link-enslave";
  private static final String RELEASE = "link-release";

  static final Workload WORKLOAD =
      new Workload(
          NAME,
          "makes a link a port of a bridge (IFLA_MASTER)",
          "stacked devices: what is above and below must not change meanwhile",
          "talk 00:08:48",
          "veth, bridge; CAP_NET_ADMIN in its namespace",
          List.of(),
          site -> new LinkEnslave(NAME, RELEASE, Link::bridge, 0, site));

  static final Workload AMONG_MANY =
      new Workload(
          "bridge-enslave",
          "makes a link a port of a bridge that has --entries other ports",
          "hosts with a thousand pods on one bridge",
          "talk 00:08:48",
          "veth, bridge; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          site ->
              new LinkEnslave(
                  "bridge-enslave",
                  "bridge-release",
                  Link::bridge,
                  site.options().entries(),
                  site));

  static final Workload BOND =
      new Workload(
          "bond-enslave",
          "makes a link a port of a bond that has --entries other ports",
          "stacked devices: what is above and below must not change meanwhile",
          "talk 00:08:48",
          "veth, bonding; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          site ->
              new LinkEnslave(
                  "bond-enslave", "bond-release", Ports::bond, site.options().entries(), site));

  private final Function<String, Link> master;
  private final int others;

  private int device;
  private int bridge;

  private LinkEnslave(
      String name, String undoName, Function<String, Link> master, int others, WorkerSite site) {
    super(name, undoName, 0, site);
    this.master = master;
    this.others = others;
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    String name = OwnDevice.bridgeName(site());
    session.add(master.apply(name));
    bridge = session.index(name);
    device = OwnDevice.make(session, site());
    session.change(Link.index(device).down()); // bonds take only what is down
    session.sendAll(Ports.make(site(), others, bridge)).orThrow();
  }

  @Override
  protected Request<?> doing() {
    return Request.change(Link.index(device).master(bridge));
  }

  @Override
  protected Request<?> undoing() {
    return Request.change(Link.index(device).master(0));
  }
}
