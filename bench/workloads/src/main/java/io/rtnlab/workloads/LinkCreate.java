package io.rtnlab.workloads;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.util.List;

/**
 * Makes a veth pair ({@code RTM_NEWLINK}) and deletes it again as {@code link-delete}. The deletion
 * goes through unregister_netdevice_many (net/core/dev.c), which waits for RCU with the RTNL held,
 * and through {@code netdev_run_todo}, which waits without it.
 */
public final class LinkCreate extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "link-create",
          "makes a veth pair (RTM_NEWLINK), then deletes it as link-delete",
          "containers that come and go: RCU waits under the RTNL",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          LinkCreate::new);

  /** How many pairs a worker can name, in turn; there are 1,024 workers at most. */
  private static final long NAMES = 9_000;

  private int nameAt;
  private int peerNameAt;
  private int deletedNameAt;

  LinkCreate(WorkerSite site) {
    super(WORKLOAD.name(), "link-delete", 0, site);
  }

  @Override
  void make(NetlinkSession session) {}

  @Override
  Request<?> doing() {
    return Request.add(Link.veth("rtn-c" + Decimal.PLACE, "rtn-d" + Decimal.PLACE));
  }

  @Override
  Request<?> undoing() {
    return Request.delete(Link.named("rtn-c" + Decimal.PLACE));
  }

  @Override
  void learn(RequestTemplate doing, RequestTemplate undoing) {
    int prefix = "rtn-c".length();
    nameAt = doing.attributeAt(Link.NAME.number()) + prefix;
    peerNameAt = VethPeer.firstAttributeAt(doing) + prefix;
    deletedNameAt = undoing.attributeAt(Link.NAME.number()) + prefix;
  }

  @Override
  void patchDoing(RequestTemplate request, long n) {
    Decimal.patch(request, nameAt, number(n));
    Decimal.patch(request, peerNameAt, number(n));
  }

  @Override
  void patchUndoing(RequestTemplate request, long n) {
    Decimal.patch(request, deletedNameAt, number(n));
  }

  private long number(long n) {
    return site().worker() * NAMES + n % NAMES;
  }
}
