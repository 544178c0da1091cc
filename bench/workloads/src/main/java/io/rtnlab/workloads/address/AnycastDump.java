// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.address.AnycastAddress;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Dumps the IPv6 anycast addresses of all links ({@code RTM_GETANYCAST} with {@code NLM_F_DUMP},
 * net/ipv6/addrconf.c, {@code inet6_dump_ifacaddr}). A link that is given one address and forwards
 * has one: that of all routers of the prefix.
 */
public final class AnycastDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "anycast-dump",
          "dumps the IPv6 anycast addresses of all links (RTM_GETANYCAST)",
          "monitoring that reads addresses of every sort",
          "kernel net/ipv6/addrconf.c",
          "veth, IPv6; CAP_NET_ADMIN in its namespace",
          List.of(),
          AnycastDump::new);

  /** Where {@code ifa_index} lies in {@code struct ifaddrmsg}. */
  private static final int IFA_INDEX = 4;

  /** Of the worker's addresses. */
  private static final int PLACE = 77;

  private int device;

  AnycastDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    String name = OwnDevice.name(site());
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf/" + name + "/forwarding"), "1");
    Prefix host = new RouteBlock(IpFamily.IPV6, site().worker()).prefix(PLACE);
    session.add(Address.of(new Prefix(host.address(), 64), device).flags(Address.IFA_F_NODAD));
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(AnycastAddress.all(Family.AF_INET6));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return message.u32(IFA_INDEX) == device;
  }
}
