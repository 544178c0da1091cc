// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.netns;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.namespace.NamespaceId;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dumps the ids that a namespace has given to others ({@code RTM_GETNSID} with {@code NLM_F_DUMP},
 * net/core/net_namespace.c, {@code rtnl_net_dumpid}).
 */
public final class NamespaceIdDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "nsid-dump",
          "dumps the ids of other namespaces (RTM_GETNSID)",
          "tools that resolve the far ends of links",
          "kernel 6.10, commit 1514b06aff16",
          "CAP_NET_ADMIN in its namespace, CAP_SYS_ADMIN to make another",
          List.of(),
          NamespaceIdDump::new);

  private static final int FIRST_ID = 100;
  private static final int RTGENMSG_BYTES = 1;
  private static final int NETNSA_NSID = 1;

  private @Nullable NetworkNamespace named;

  NamespaceIdDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    NetworkNamespace other = NetworkNamespace.create();
    named = other;
    session.add(NamespaceId.of(other.file().number(), id()));
  }

  private int id() {
    return FIRST_ID + site().worker();
  }

  @Override
  public void close() {
    super.close();
    Closing.all(named);
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(NamespaceId.all());
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return attribute(message, RTGENMSG_BYTES, NETNSA_NSID) == id();
  }
}
