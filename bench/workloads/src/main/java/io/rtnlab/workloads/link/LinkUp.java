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

/**
 * Brings a link up, and down again as {@code link-down} ({@code RTM_NEWLINK} with {@code IFF_UP}).
 * Down is the long one: it waits for RCU with the RTNL held ({@code synchronize_net} in net/core/
 * dev.c, {@code dev_deactivate_many}) and flushes the link's routes.
 */
public final class LinkUp extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "link-up",
          "brings a link up (RTM_NEWLINK with IFF_UP), then down as link-down",
          "tunnels and cables that flap: RCU waits under the RTNL",
          "talk 00:01:36",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkUp::new);

  private int device;

  LinkUp(WorkerSite site) {
    super(WORKLOAD.name(), "link-down", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    session.change(Link.index(device).down());
  }

  @Override
  protected Request<?> doing() {
    return Request.change(Link.index(device).up());
  }

  @Override
  protected Request<?> undoing() {
    return Request.change(Link.index(device).down());
  }
}
