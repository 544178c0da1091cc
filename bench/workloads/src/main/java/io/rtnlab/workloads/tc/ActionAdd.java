// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Verdict;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.util.List;

/**
 * Adds an action that filters can share ({@code RTM_NEWACTION}, net/sched/act_api.c, {@code
 * tc_ctl_action}), and deletes it again as {@code action-delete}.
 */
public final class ActionAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "action-add",
          "adds a shared action (RTM_NEWACTION)",
          "overlays that share actions among filters",
          "kernel net/sched/act_api.c",
          "act_gact; CAP_NET_ADMIN in its namespace",
          List.of(),
          ActionAdd::new);

  ActionAdd(WorkerSite site) {
    super(WORKLOAD.name(), "action-delete", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) {}

  @Override
  protected Request<?> doing() {
    return Request.add(Actions.of(numbered()));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(Actions.of(Action.numbered(Gact.KIND, number())));
  }

  private Action numbered() {
    return Action.of(
        Gact.pass().with(Gact.PARMS, new Verdict(number(), 0, Verdict.TC_ACT_OK, 0, 0)));
  }

  private int number() {
    return 1 + site().worker();
  }
}
