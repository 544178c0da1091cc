// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Asks for one link ({@code RTM_GETLINK}, net/core/rtnetlink.c, {@code rtnl_getlink}): read-only,
 * and still under the RTNL, since drivers are asked for what they have to say.
 */
public final class LinkGet extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "link-get",
          "asks for one link of its own (RTM_GETLINK)",
          "read-only handlers that rely on a device not going away",
          "talk 00:07:52",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          site -> new LinkGet("link-get", 0, site));

  /** With {@code RTEXT_FILTER_VF}: drivers are asked about each virtual function. */
  static final Workload WITH_FUNCTIONS =
      new Workload(
          "link-get-vf",
          "asks for one link with its virtual functions (RTEXT_FILTER_VF)",
          "an agent that asks each link for its virtual functions",
          "cilium/cilium#43516",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          site -> new LinkGet("link-get-vf", Link.RTEXT_FILTER_VF, site));

  private final int mask;
  private RequestTemplate request;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private LinkGet(String name, int mask, WorkerSite site) {
    super(name, site);
    this.mask = mask;
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    request =
        Request.get(Link.index(device).with(Link.EXTENDED_MASK, mask))
            .template(Answers.REPLY_EACH, arena());
  }

  @Override
  public int execute() {
    return fire(request);
  }
}
