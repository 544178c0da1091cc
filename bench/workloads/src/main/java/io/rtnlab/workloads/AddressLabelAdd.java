package io.rtnlab.workloads;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.AddressLabel;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
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
          "the second conversion of 4.14: should not wait, whoever holds the RTNL",
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
  void make(NetlinkSession session) {}

  @Override
  Request<?> doing() {
    return Request.add(AddressLabel.of(block.prefix(0), LABEL));
  }

  @Override
  Request<?> undoing() {
    return Request.delete(AddressLabel.of(block.prefix(0), LABEL));
  }

  @Override
  void learn(RequestTemplate doing) {
    addressAt = doing.attributeAt(AddressLabel.ADDRESS.number());
  }

  @Override
  void patch(RequestTemplate request, long n) {
    block.patch(request, 0, addressAt, n);
  }
}
