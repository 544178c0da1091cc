// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Chain;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds filter chains to what comes in by a link ({@code RTM_NEWCHAIN}, net/sched/cls_api.c, {@code
 * tc_ctl_chain}); from 64 on the oldest is deleted again as {@code chain-delete}.
 */
public final class ChainAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "chain-add",
          "adds a chain to the ingress of a link (RTM_NEWCHAIN)",
          "switch drivers and overlays that split filters into chains",
          "talk 00:16:45",
          "veth, sch_ingress; CAP_NET_ADMIN in its namespace",
          List.of(),
          ChainAdd::new);

  private static final int CHAINS = 1 << 20;

  private Qdisc ingress = Qdisc.all();
  private int numberAt;

  ChainAdd(WorkerSite site) {
    super(WORKLOAD.name(), "chain-delete", 64, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    ingress = Qdisc.ingress(OwnDevice.make(session, site()));
    session.add(ingress);
  }

  @Override
  protected Request<?> doing() {
    return Request.add(chain());
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(chain());
  }

  private Chain chain() {
    return Chain.of(ingress.dev(), ingress.handle(), 1);
  }

  @Override
  protected void learn(RequestTemplate doing) {
    numberAt = doing.attributeAt(TrafficControl.CHAIN.number());
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    request.u32(0, numberAt, 1 + (int) (n % CHAINS));
  }
}
