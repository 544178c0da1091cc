// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.AddressLabel;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps the IPv6 address labels ({@code RTM_GETADDRLABEL} with {@code NLM_F_DUMP}, net/ipv6/
 * addrlabel.c, {@code ip6addrlbl_dump}), which have a lock of their own since 4.14.
 */
public final class AddressLabelDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "address-label-dump",
          "dumps --entries IPv6 address labels (RTM_GETADDRLABEL)",
          "resolvers that order addresses: free of the RTNL since 4.14",
          "talk 00:07:32",
          "IPv6; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          AddressLabelDump::new);

  private static final int FIRST_LABEL = 1000;
  private static final int IFADDRLBLMSG_BYTES = 12;
  private static final int IFAL_LABEL = 2;

  AddressLabelDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    RouteBlock block = new RouteBlock(IpFamily.IPV6, site().worker());
    List<Request<?>> labels = new ArrayList<>();
    for (int n = 0; n < options().entries(); n++) {
      Prefix prefix = block.prefix(RouteBlock.SIZE - 1 - n);
      labels.add(Request.add(AddressLabel.of(prefix, label())));
    }
    session.sendAll(labels).orThrow();
  }

  private int label() {
    return FIRST_LABEL + site().worker();
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(AddressLabel.all());
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return attribute(message, IFADDRLBLMSG_BYTES, IFAL_LABEL) == label();
  }
}
