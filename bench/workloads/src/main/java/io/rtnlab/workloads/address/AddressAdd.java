// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Adds host addresses to a device of its own ({@code RTM_NEWADDR}); from 64 on the oldest is
 * deleted again as {@code address-delete}. Under the RTNL both notify chains that may veto
 * (net/ipv4/devinet.c, {@code inet_rtm_newaddr}; net/ipv6/addrconf.c, {@code inet6_rtm_newaddr}).
 */
public final class AddressAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "address-add",
          "adds a host address to a device of its own (RTM_NEWADDR)",
          "daemons that move addresses, while others dump",
          "talk 00:13:19",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          AddressAdd::new);

  private static final int KEPT = 64;

  private final RouteBlock block;
  private Address address = Address.all(0);
  private int localAt;
  private int peerAt;

  AddressAdd(WorkerSite site) {
    super(WORKLOAD.name(), "address-delete", KEPT, site);
    block = new RouteBlock(options().family(), site.worker());
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    address = Address.of(block.prefix(0), device);
    if (options().family() == IpFamily.IPV6) {
      // Or the kernel looks for duplicates later, which takes the RTNL once more.
      address = address.flags(Address.IFA_F_NODAD);
    }
  }

  @Override
  protected Request<?> doing() {
    return Request.add(address);
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(address);
  }

  @Override
  protected void learn(RequestTemplate doing) {
    localAt = doing.attributeAt(Address.LOCAL.number());
    peerAt = address.has(Address.ADDRESS) ? doing.attributeAt(Address.ADDRESS.number()) : localAt;
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    block.patch(request, 0, localAt, n);
    block.patch(request, 0, peerAt, n);
  }
}
