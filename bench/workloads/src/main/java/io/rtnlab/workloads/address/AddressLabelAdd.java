// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.AddressLabel;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.util.List;

/**
 * Adds IPv6 address labels ({@code RTM_NEWADDRLABEL}, net/ipv6/addrlabel.c, {@code
 * ip6addrlbl_newdel}), which have a lock of their own since 4.14; from 64 on the oldest is deleted
 * again as {@code address-label-delete}.
 */
public final class AddressLabelAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "address-label-add",
          "adds an IPv6 address label (RTM_NEWADDRLABEL)",
          "the second conversion of 4.14: should not wait for the RTNL",
          "talk 00:07:32",
          "IPv6; CAP_NET_ADMIN in its namespace",
          List.of(),
          AddressLabelAdd::new);

  private static final int KEPT = 64;
  private static final int LABEL = 99;

  private final RouteBlock block;
  private int addressAt;

  AddressLabelAdd(WorkerSite site) {
    super(WORKLOAD.name(), "address-label-delete", KEPT, site);
    block = new RouteBlock(IpFamily.IPV6, site.worker());
  }

  @Override
  protected void make(NetlinkSession session) {}

  @Override
  protected Request<?> doing() {
    return Request.add(AddressLabel.of(block.prefix(0), LABEL));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(AddressLabel.of(block.prefix(0), LABEL));
  }

  @Override
  protected void learn(RequestTemplate doing) {
    addressAt = doing.attributeAt(AddressLabel.ADDRESS.number());
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    block.patch(request, 0, addressAt, n);
  }
}
