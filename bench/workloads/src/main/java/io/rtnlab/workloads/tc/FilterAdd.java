package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.U32Filter;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds packet filters to what comes in by a link ({@code RTM_NEWTFILTER}, net/sched/cls_api.c,
 * {@code tc_new_tfilter}), each with a priority of its own; from 64 on the oldest is deleted again
 * as {@code filter-delete}. The classifier is u32, which needs the RTNL; flower does not since 5.1.
 */
public final class FilterAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "filter-add",
          "adds a u32 filter to the ingress of a link (RTM_NEWTFILTER)",
          "firewalls and overlay networks that program tc",
          "veth, sch_ingress, cls_u32; CAP_NET_ADMIN in its namespace",
          List.of(),
          FilterAdd::new);

  private static final int KEPT = 64;

  /** Where {@code tcm_info} lies in {@code struct tcmsg}: priority, then Ethernet type. */
  private static final int TCM_INFO = 16;

  /** Priorities are 16 bits and start at 1. */
  private static final int PRIORITIES = 60_000;

  private Qdisc ingress = Qdisc.all();
  private int firstInfo;
  private int infoAt;

  FilterAdd(WorkerSite site) {
    super(WORKLOAD.name(), "filter-delete", KEPT, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    ingress = Qdisc.ingress(OwnDevice.make(session, 'j', site().worker()));
    session.add(ingress);
  }

  @Override
  protected Request<?> doing() {
    Filter filter = Filter.of(ingress.dev(), ingress.handle(), 1, Filter.ETH_P_IP, U32Filter.all());
    firstInfo = filter.info();
    return Request.add(filter);
  }

  /** All that have its priority, which is it alone. */
  @Override
  protected Request<?> undoing() {
    return Request.delete(
        new Filter(0, ingress.dev(), 0, ingress.handle(), firstInfo, Filter.TABLE.empty()));
  }

  @Override
  protected void learn(RequestTemplate doing) {
    infoAt = doing.fieldAt(TCM_INFO);
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    request.u32(0, infoAt, firstInfo + ((int) (n % PRIORITIES) << 16));
  }
}
