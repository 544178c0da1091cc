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
 * Deletes a veth pair ({@code RTM_DELLINK}, net/core/dev.c, {@code unregister_netdevice_many}): the
 * deletion is what is measured. The pair is made again under the name {@code link-restore}.
 */
public final class LinkDelete extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "link-delete",
          "deletes a veth pair (RTM_DELLINK), then makes it again as link-restore",
          "pods that end: unregistering waits for RCU with the RTNL held",
          "talk 00:04:40",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkDelete::new);

  LinkDelete(WorkerSite site) {
    super(WORKLOAD.name(), "link-restore", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    session.add(pair());
  }

  private Link pair() {
    return Link.veth(OwnDevice.name(site()), OwnDevice.peerName(site()));
  }

  @Override
  protected Request<?> doing() {
    return Request.delete(Link.named(OwnDevice.name(site())));
  }

  @Override
  protected Request<?> undoing() {
    return Request.add(pair());
  }
}
