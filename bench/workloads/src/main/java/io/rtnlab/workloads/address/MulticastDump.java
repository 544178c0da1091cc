// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.MulticastAddress;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Dumps the IPv6 multicast addresses of all links ({@code RTM_GETMULTICAST} with {@code
 * NLM_F_DUMP}, net/ipv6/addrconf.c, {@code inet6_dump_ifmcaddr}). A link that is up listens to
 * ff02::1, all nodes.
 */
public final class MulticastDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "multicast-dump",
          "dumps the multicast addresses of all links (RTM_GETMULTICAST)",
          "monitoring that reads group memberships",
          "kernel net/ipv6/addrconf.c",
          "veth, IPv6; CAP_NET_ADMIN in its namespace",
          List.of(),
          MulticastDump::new);

  // Where they lie in struct ifaddrmsg, and behind it the value of its first attribute.
  private static final int IFA_INDEX = 4;
  private static final int ADDRESS_AT = 12;

  private int device;

  MulticastDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
  }

  private static boolean isAllNodes(MessageCursor message) {
    return message.payloadBytes() >= ADDRESS_AT + 16
        && (message.u32(ADDRESS_AT) & 0xffff) == 0x02ff
        && message.u32(ADDRESS_AT + 12) == 0x0100_0000;
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(MulticastAddress.all(Family.AF_INET6));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return message.u32(IFA_INDEX) == device && isAllNodes(message);
  }
}
