// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.util.List;

/**
 * Makes a veth pair with 4,096 transmit queues ({@code IFLA_NUM_TX_QUEUES}, net/core/dev.c, {@code
 * alloc_netdev_mqs}), and deletes it again as {@code link-queues-delete}. The memory is allocated
 * with the RTNL held; run it in a cgroup with a low memory.high to see the hold wait for reclaim.
 */
public final class LinkQueues extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "link-queues",
          "makes a link with 4,096 queues (IFLA_NUM_TX_QUEUES), then deletes it",
          "requests that sleep in memory allocation while they hold the RTNL",
          "talk 00:04:31",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkQueues::new);

  private static final int QUEUES = 4096;

  LinkQueues(WorkerSite site) {
    super(WORKLOAD.name(), "link-queues-delete", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) {}

  @Override
  protected Request<?> doing() {
    Link pair = Link.veth(OwnDevice.name(site()), OwnDevice.peerName(site()));
    return Request.add(pair.with(Link.TX_QUEUES, QUEUES));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(Link.named(OwnDevice.name(site())));
  }
}
