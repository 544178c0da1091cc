// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Dumps the actions of a kind ({@code RTM_GETACTION} with {@code NLM_F_DUMP}, net/sched/act_api.c,
 * {@code tc_dump_action}): several in each message, so that messages are counted here, not actions.
 */
public final class ActionDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "action-dump",
          "dumps --entries shared actions (RTM_GETACTION)",
          "overlays that read the counters of their actions",
          "kernel net/sched/act_api.c",
          "act_gact; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          ActionDump::new);

  private static final int TCAMSG_BYTES = 4;
  private static final int TCA_ROOT_COUNT = 3;

  ActionDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    session.add(Actions.of(Action.of(Gact.pass())));
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Actions.ofKind(Gact.KIND));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return attribute(message, TCAMSG_BYTES, TCA_ROOT_COUNT) > 0;
  }
}
