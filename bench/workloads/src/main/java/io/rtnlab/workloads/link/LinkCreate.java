package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Bridge;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.MacVlan;
import io.rtnlab.netlink.message.link.Vxlan;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Makes a link of some kind ({@code RTM_NEWLINK}), and deletes it again. The deletion goes through
 * unregister_netdevice_many (net/core/dev.c), which waits for RCU with the RTNL held, and through
 * {@code netdev_run_todo}, which waits without it.
 *
 * <p>No dummy and no ifb: where those are modules, loading one makes devices in the host's own
 * namespace too.
 */
public final class LinkCreate extends DoAndUndo {
  static final Workload VETH =
      workload("link-create", "link-delete", "a veth pair", "veth", Kind.VETH);
  static final Workload BRIDGE =
      workload("bridge-create", "bridge-delete", "a bridge", "bridge", Kind.BRIDGE);
  static final Workload VXLAN =
      workload("vxlan-create", "vxlan-delete", "a vxlan tunnel", "vxlan", Kind.VXLAN);
  static final Workload MACVLAN =
      workload("macvlan-create", "macvlan-delete", "a macvlan", "veth, macvlan", Kind.MACVLAN);

  private static final int VXLAN_PORT = 4789;

  private enum Kind {
    VETH,
    BRIDGE,
    VXLAN,
    MACVLAN
  }

  private final Kind kind;
  private final String device;
  private int lower;

  private LinkCreate(String name, String undoName, Kind kind, WorkerSite site) {
    super(name, undoName, 0, site);
    this.kind = kind;
    device = OwnDevice.name(kind.name().charAt(0), site.worker());
  }

  private static Workload workload(
      String name, String undoName, String what, String drivers, Kind kind) {
    return new Workload(
        name,
        "makes %s (RTM_NEWLINK), then deletes it as %s".formatted(what, undoName),
        "containers and tunnels that come and go: RCU waits under the RTNL",
        drivers + "; CAP_NET_ADMIN in its namespace",
        List.of(),
        site -> new LinkCreate(name, undoName, kind, site));
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    if (kind == Kind.MACVLAN) {
      lower = OwnDevice.make(session, 'c', site().worker());
    }
  }

  @Override
  protected Request<?> doing() {
    return Request.add(
        switch (kind) {
          case VETH -> Link.veth(device, device + "p");
          case BRIDGE -> Link.of(device, Bridge.plain());
          case VXLAN -> Link.of(device, Vxlan.id(site().worker() + 1).port(VXLAN_PORT));
          case MACVLAN -> Link.of(device, MacVlan.mode(MacVlan.MACVLAN_MODE_BRIDGE)).link(lower);
        });
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(Link.named(device));
  }
}
