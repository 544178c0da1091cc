// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Deletes a host address of a device ({@code RTM_DELADDR}, net/ipv4/devinet.c, {@code
 * inet_rtm_deladdr}; net/ipv6/addrconf.c, {@code inet6_rtm_deladdr}): the deletion is what is
 * measured. The address is added again as {@code address-restore}.
 */
public final class AddressDelete extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "address-delete",
          "deletes an address of a device of its own (RTM_DELADDR)",
          "daemons that withdraw addresses; routes and caches are flushed in the same hold",
          "talk 00:13:19",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          AddressDelete::new);

  /** Of the worker's addresses. */
  private static final int PLACE = 99;

  private Address address = Address.all(0);

  AddressDelete(WorkerSite site) {
    super(WORKLOAD.name(), "address-restore", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    Prefix host = new RouteBlock(options().family(), site().worker()).prefix(PLACE);
    address = Address.of(host, device);
    if (options().family() == IpFamily.IPV6) {
      address = address.flags(Address.IFA_F_NODAD); // no search for duplicates, later
    }
    session.add(address);
  }

  @Override
  protected Request<?> doing() {
    return Request.delete(address);
  }

  @Override
  protected Request<?> undoing() {
    return Request.add(address);
  }
}
