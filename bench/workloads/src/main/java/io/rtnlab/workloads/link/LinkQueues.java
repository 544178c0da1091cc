// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a veth pair with 4,096 transmit queues ({@code IFLA_NUM_TX_QUEUES}, net/core/dev.c, {@code
 * alloc_netdev_mqs}), and deletes it again as {@code …-delete}. The memory is allocated with the
 * RTNL held; {@code link-queues-reclaim} does it in a control group at its {@code memory.high}, so
 * that the hold waits for reclaim (mm/memcontrol.c, {@code mem_cgroup_handle_over_high}).
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
          site -> new LinkQueues("link-queues", false, site));

  static final Workload IN_RECLAIM =
      new Workload(
              "link-queues-reclaim",
              "makes a link with 4,096 queues in a control group at its memory.high",
              "containers at their memory limit: the hold lasts as long as reclaim",
              "talk 00:04:31; kernel 5.18, commit c9afe31ec443",
              "veth; Linux 5.18 or newer, cgroup v2 with the memory controller; root",
              List.of(),
              site -> new LinkQueues("link-queues-reclaim", true, site))
          .unless(MemoryLimit::whyNot);

  private static final int QUEUES = 4096;

  private final boolean limited;
  private @Nullable MemoryLimit limit;
  private @Nullable RequestTemplate addition;

  /** What one link with its queues takes. */
  private long needBytes;

  private LinkQueues(String name, boolean limited, WorkerSite site) {
    super(name, name + "-delete", 0, site);
    this.limited = limited;
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    if (limited) {
      MemoryLimit group = MemoryLimit.enter();
      limit = group;
      long before = group.currentBytes();
      session.send(doing());
      needBytes = group.currentBytes() - before;
      session.send(undoing());
    }
  }

  @Override
  protected Request<?> doing() {
    Link pair = Link.veth(OwnDevice.name(site()), OwnDevice.peerName(site()));
    return Request.add(pair.with(Link.TX_QUEUES, QUEUES));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(Link.named(OwnDevice.name(site())));
  }

  @Override
  protected void learn(RequestTemplate doing) {
    addition = doing;
  }

  /** The limit is there for the addition alone: what follows in this process is not slowed down. */
  @Override
  protected void patch(RequestTemplate request, long n) {
    MemoryLimit group = limit;
    if (group != null && request == addition) {
      group.tighten(needBytes);
    } else if (group != null) {
      group.lift();
    }
  }

  @Override
  public void close() {
    super.close();
    Closing.all(limit);
  }
}
