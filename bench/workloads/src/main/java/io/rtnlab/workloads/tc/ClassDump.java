// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficClass;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps the traffic classes of a link ({@code RTM_GETTCLASS} with {@code NLM_F_DUMP}, net/sched/
 * sch_api.c, {@code tc_dump_tclass}) of htb. Such dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class ClassDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "class-dump",
          "dumps --entries traffic classes of a link (RTM_GETTCLASS)",
          "large tc hierarchies that agents read for their counters",
          "talk 00:16:45",
          "veth, sch_htb; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          ClassDump::new);

  private static final int MAJOR = 1;
  private static final long BYTES_PER_SECOND = 1_000_000;

  private int device;

  ClassDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    int root = TrafficControl.handle(MAJOR, 0);
    Htb rate = Htb.rate(BYTES_PER_SECOND, BYTES_PER_SECOND);
    List<Request<?>> requests = new ArrayList<>();
    requests.add(Request.add(Qdisc.root(device, Htb.defaultClass(1)).handle(root)));
    for (int minor = 1; minor <= options().entries(); minor++) {
      int handle = TrafficControl.handle(MAJOR, minor);
      requests.add(Request.add(TrafficClass.of(device, root, handle, rate)));
    }
    session.sendAll(requests).orThrow();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(TrafficClass.of(device));
  }

  /** The kernel shows nothing but the link asked for. */
  @Override
  protected boolean isOurs(MessageCursor trafficClass) {
    return true;
  }
}
