// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.IpVlan;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds an address to an ipvlan that another ipvlan of the same link has ({@code RTM_NEWADDR},
 * drivers/net/ipvlan/ipvlan_main.c, {@code ipvlan_addr4_validator_event}): a notifier vetoes it
 * with {@code EADDRINUSE}, under the RTNL. A request that is not refused so counts as errno {@code
 * EBADMSG}.
 */
public final class AddressVeto extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "address-veto",
          "adds an address that another ipvlan has: refused (RTM_NEWADDR)",
          "notifiers that may veto, and therefore must be called under the lock",
          "talk 00:14:18",
          "veth, ipvlan; CAP_NET_ADMIN in its namespace",
          List.of(),
          AddressVeto::new);

  /** Of the worker's addresses. */
  private static final int PLACE = 55;

  private RequestTemplate request;

  @SuppressWarnings("NullAway.Init") // by prepare()
  AddressVeto(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int lower = OwnDevice.make(session, OwnDevice.lowerName(site()));
    Prefix host = new RouteBlock(IpFamily.IPV4, site().worker()).prefix(PLACE);
    session.add(Address.of(host, ipvlan(session, "", lower)));
    request =
        Request.add(Address.of(host, ipvlan(session, "2", lower)))
            .template(Answers.ACK_LAST, arena());
  }

  private int ipvlan(NetlinkSession session, String suffix, int lower) throws IOException {
    String name = OwnDevice.name(site()) + "v" + suffix;
    session.add(Link.of(name, IpVlan.mode(IpVlan.IPVLAN_MODE_L2)).link(lower));
    session.change(Link.named(name).up());
    return session.index(name);
  }

  @Override
  public int execute() {
    return fireRefused(request, Errno.EADDRINUSE);
  }
}
