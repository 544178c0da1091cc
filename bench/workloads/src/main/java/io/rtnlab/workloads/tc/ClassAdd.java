// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficClass;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds traffic classes to a link ({@code RTM_NEWTCLASS}, net/sched/sch_api.c, {@code
 * tc_ctl_tclass}); from 64 on the oldest is deleted again as {@code class-delete}.
 */
public final class ClassAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "class-add",
          "adds a traffic class to a link (RTM_NEWTCLASS)",
          "providers that shape each customer",
          "talk 00:16:45",
          "veth, sch_htb; CAP_NET_ADMIN in its namespace",
          List.of(),
          ClassAdd::new);

  private static final int KEPT = 64;
  private static final int MAJOR = 1;
  private static final int MINORS = 60_000;
  private static final long BYTES_PER_SECOND = 1_000_000;

  /** Where {@code tcm_handle} lies in {@code struct tcmsg}. */
  private static final int TCM_HANDLE = 8;

  private int device;
  private int handleAt;

  ClassAdd(WorkerSite site) {
    super(WORKLOAD.name(), "class-delete", KEPT, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    int root = TrafficControl.handle(MAJOR, 0);
    session.add(Qdisc.root(device, Htb.defaultClass(1)).handle(root));
  }

  @Override
  protected Request<?> doing() {
    return Request.add(trafficClass());
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(trafficClass());
  }

  private TrafficClass trafficClass() {
    return TrafficClass.of(
        device,
        TrafficControl.handle(MAJOR, 0),
        TrafficControl.handle(MAJOR, 1),
        Htb.rate(BYTES_PER_SECOND, BYTES_PER_SECOND));
  }

  @Override
  protected void learn(RequestTemplate doing) {
    handleAt = doing.fieldAt(TCM_HANDLE);
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    request.u32(0, handleAt, TrafficControl.handle(MAJOR, 1 + (int) (n % MINORS)));
  }
}
