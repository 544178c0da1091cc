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
 * Renames a link, to and fro ({@code RTM_NEWLINK} with {@code IFLA_IFNAME}, net/core/dev.c, {@code
 * dev_change_name}). Dumps do not notice: the generation counter behind {@code NLM_F_DUMP_INTR}
 * stays.
 */
public final class LinkRename extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "link-rename",
          "renames a link of its own, to and fro (IFLA_IFNAME)",
          "udev and CNI plugins, while others dump: names rely on the RTNL",
          "talk 00:05:41",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkRename::new);

  private RequestTemplate request;
  private int lastLetterAt;
  private boolean renamed;

  @SuppressWarnings("NullAway.Init") // by prepare()
  LinkRename(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    session.change(Link.index(device).down()); // older kernels rename only what is down
    String name = OwnDevice.name(site()) + "xa";
    request =
        Request.change(Link.index(device).with(Link.NAME, name))
            .template(Answers.ACK_LAST, arena());
    lastLetterAt = request.attributeAt(Link.NAME.number()) + name.length() - 1;
  }

  @Override
  public int execute() {
    renamed = !renamed;
    request.u8(0, lastLetterAt, renamed ? 'a' : 'b');
    return fire(request);
  }
}
