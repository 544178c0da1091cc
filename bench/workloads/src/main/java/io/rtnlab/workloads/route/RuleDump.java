// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps all rules of a family ({@code RTM_GETRULE} with {@code NLM_F_DUMP}), 100 of them its own:
 * under the RTNL up to 6.9, free of it since. Rule dumps never set {@code NLM_F_DUMP_INTR}.
 */
public final class RuleDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "rule-dump",
          "dumps all policy rules of its namespace (RTM_GETRULE)",
          "routing daemons that resynchronise",
          "kernel 6.10, commit 32affa5578f0",
          "CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          RuleDump::new);

  private static final int RULES = 100;
  private static final int PRIORITY = 2000;

  /** Where {@code table} lies in {@code struct fib_rule_hdr}. */
  private static final int TABLE = 4;

  /** Tables that are unused otherwise and that the header has room for. */
  private static final int TABLES = 250;

  RuleDump(WorkerSite site) {
    super(WORKLOAD.name(), RULES, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    if (site().sharedNamespace() && site().workers() > TABLES) {
      throw new IOException(
          "rule-dump can distinguish the rules of %d threads in one namespace, not of %d: use fewer"
                  .formatted(TABLES, site().workers())
              + " threads, or a namespace each");
    }
    RouteBlock block = new RouteBlock(options().family(), site().worker());
    List<Request<?>> rules = new ArrayList<>();
    for (int n = 0; n < RULES; n++) {
      Rule rule = Rule.lookup(options().family().number(), table());
      rules.add(Request.add(rule.from(block.prefix(n)).priority(PRIORITY)));
    }
    session.sendAll(rules).orThrow();
  }

  private int table() {
    return 1 + site().worker() % TABLES;
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Rule.all(options().family().number()));
  }

  @Override
  protected boolean isOurs(MessageCursor rule) {
    return rule.u8(TABLE) == table();
  }
}
