// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.config.NetworkConfiguration;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Dumps the IPv4 settings of all links ({@code RTM_GETNETCONF} with {@code NLM_F_DUMP}, net/ipv4/
 * devinet.c, {@code inet_netconf_dump_devconf}).
 */
public final class NetconfDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "netconf-dump",
          "dumps the IPv4 settings of all links (RTM_GETNETCONF)",
          "agents that read forwarding and filtering settings",
          "kernel 6.10, commit e0f89d2864b0",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          NetconfDump::new);

  private static final int NETCONFMSG_BYTES = 1;
  private static final int NETCONFA_IFINDEX = 1;

  private int device;

  NetconfDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(NetworkConfiguration.all(Family.AF_INET));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return attribute(message, NETCONFMSG_BYTES, NETCONFA_IFINDEX) == device;
  }
}
