package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Bridge;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Makes a link a port of a bridge ({@code RTM_NEWLINK} with {@code IFLA_MASTER}, net/core/
 * rtnetlink.c, {@code do_set_master}), and takes it out again as {@code link-release}.
 */
public final class LinkEnslave extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "link-enslave",
          "makes a link a port of a bridge (IFLA_MASTER)",
          "stacked devices: what is above and below must not change meanwhile",
          "veth, bridge; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkEnslave::new);

  private int device;
  private int bridge;

  LinkEnslave(WorkerSite site) {
    super(WORKLOAD.name(), "link-release", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    Link master = Link.named(OwnDevice.bridgeName('o', site().worker()));
    session.add(Link.of(master.name(), Bridge.plain()));
    bridge = session.get(master).index();
    device = OwnDevice.make(session, 'o', site().worker());
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
