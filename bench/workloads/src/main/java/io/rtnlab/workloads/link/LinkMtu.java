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
 * Lowers the MTU of a link ({@code RTM_NEWLINK} with {@code IFLA_MTU}, net/core/dev.c, {@code
 * dev_set_mtu}), and raises it again as {@code link-mtu-restore}: every notifier of the kernel is
 * called twice, under the RTNL.
 */
public final class LinkMtu extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "link-mtu",
          "lowers the MTU of a link of its own (IFLA_MTU), then raises it again",
          "overlay networks that adapt their MTU; each change asks all notifiers",
          "talk 00:12:55",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkMtu::new);

  private static final int LOWER_BYTES = 1400;
  private static final int USUAL_BYTES = 1500;

  private int device;

  LinkMtu(WorkerSite site) {
    super(WORKLOAD.name(), "link-mtu-restore", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
  }

  @Override
  protected Request<?> doing() {
    return Request.change(Link.index(device).mtu(LOWER_BYTES));
  }

  @Override
  protected Request<?> undoing() {
    return Request.change(Link.index(device).mtu(USUAL_BYTES));
  }
}
