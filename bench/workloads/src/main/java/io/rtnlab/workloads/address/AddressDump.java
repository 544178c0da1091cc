// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps all addresses of a family ({@code RTM_GETADDR} with {@code NLM_F_DUMP}), 100 of them its
 * own: under the RTNL up to 6.8, free of it since.
 */
public final class AddressDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "address-dump",
          "dumps all addresses of its namespace (RTM_GETADDR)",
          "getifaddrs() of every agent on a host",
          "kernel 6.9, commit 386520e0ecc0",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          AddressDump::new);

  private static final int ADDRESSES = 100;

  /** Where {@code ifa_scope} and {@code ifa_index} lie in {@code struct ifaddrmsg}. */
  private static final int IFA_SCOPE = 3;

  private static final int IFA_INDEX = 4;

  private int device;

  AddressDump(WorkerSite site) {
    super(WORKLOAD.name(), ADDRESSES, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    RouteBlock block = new RouteBlock(options().family(), site().worker());
    List<Request<?>> addresses = new ArrayList<>();
    for (int n = RouteBlock.SIZE - ADDRESSES; n < RouteBlock.SIZE; n++) {
      addresses.add(Request.add(Address.of(block.prefix(n), device).flags(Address.IFA_F_NODAD)));
    }
    session.sendAll(addresses).orThrow();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Address.all(options().family().number()));
  }

  @Override
  protected boolean isOurs(MessageCursor address) {
    // A link gives itself an address of its own scope, at a time of its own.
    return address.u32(IFA_INDEX) == device && address.u8(IFA_SCOPE) == Route.RT_SCOPE_UNIVERSE;
  }
}
