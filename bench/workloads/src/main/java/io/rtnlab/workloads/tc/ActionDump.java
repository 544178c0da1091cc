// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Verdict;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps the actions of a kind ({@code RTM_GETACTION} with {@code NLM_F_DUMP}, net/sched/act_api.c,
 * {@code tc_dump_action}), of which each message holds several.
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

  /** Above the indexes of action-add. */
  private static final int INDEXES_PER_WORKER = 1 << 16;

  private final AttributeCursor root = new AttributeCursor();
  private final AttributeCursor list = new AttributeCursor();
  private final AttributeCursor action = new AttributeCursor();
  private final AttributeCursor options = new AttributeCursor();

  ActionDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    List<Request<?>> requests = new ArrayList<>();
    for (int n = 0; n < options().entries(); n++) {
      Verdict pass = new Verdict(firstIndex() + n, 0, Verdict.TC_ACT_OK, 0, 0);
      requests.add(Request.add(Actions.of(Action.of(Gact.pass().with(Gact.PARMS, pass)))));
    }
    session.sendAll(requests).orThrow();
  }

  private int firstIndex() {
    return (1 + site().worker()) * INDEXES_PER_WORKER;
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Actions.ofKind(Gact.KIND));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return count(message) > 0;
  }

  @Override
  protected int count(MessageCursor message) {
    int ours = 0;
    AttributeCursor tables = message.attributes(root, TCAMSG_BYTES);
    while (tables.next()) {
      if (tables.type() == Actions.LIST.number()) {
        AttributeCursor each = tables.enter(list);
        while (each.next()) {
          ours += isOurs(each.enter(action)) ? 1 : 0;
        }
      }
    }
    return ours;
  }

  private boolean isOurs(AttributeCursor field) {
    while (field.next()) {
      if (field.type() == Action.OPTIONS.number()) {
        AttributeCursor option = field.enter(options);
        while (option.next()) {
          if (option.type() == Gact.PARMS.number()) {
            int place = option.u32() - firstIndex(); // struct tc_gen begins with the index
            return place >= 0 && place < options().entries();
          }
        }
      }
    }
    return false;
  }
}
