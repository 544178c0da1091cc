// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps all next hops ({@code RTM_GETNEXTHOP} with {@code NLM_F_DUMP}, net/ipv4/nexthop.c, {@code
 * rtm_dump_nexthop}): one of the few dumps that still take the RTNL.
 */
public final class NextHopDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "nexthop-dump",
          "dumps --entries next hops (RTM_GETNEXTHOP)",
          "routing daemons that resynchronise",
          "talk 00:04:22",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--entries", "--family"),
          NextHopDump::new);

  private static final int NHMSG_BYTES = 8;
  private static final int NHA_OIF = 5;

  private static final int IDS = 1 << 16;
  private static final int FIRST_IPV4 = 0x4800_0000;
  private static final int FIRST_IPV6 = 0x4c00_0000;

  private int device;

  NextHopDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    List<Request<?>> requests = new ArrayList<>();
    for (int n = 0; n < options().entries(); n++) {
      requests.add(
          Request.add(
              new NextHop(options().family().number(), 0, 0, 0, NextHop.TABLE.empty())
                  .with(NextHop.ID, firstId() + n)
                  .dev(device)));
    }
    session.sendAll(requests).orThrow();
  }

  /** Above those that {@link NextHopAdd} uses, which end below 2^30 + 2^20. */
  private int firstId() {
    int first = options().family() == IpFamily.IPV6 ? FIRST_IPV6 : FIRST_IPV4;
    return first + site().worker() * IDS;
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(NextHop.all());
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return attribute(message, NHMSG_BYTES, NHA_OIF) == device;
  }
}
