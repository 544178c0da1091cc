// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.util.List;

/**
 * Adds policy rules ({@code RTM_NEWRULE}, net/core/fib_rules.c, {@code fib_newrule}); from 64 on
 * the oldest is deleted again as {@code rule-delete}.
 */
public final class RuleAdd extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "rule-add",
          "adds a policy rule (RTM_NEWRULE)",
          "virtual private networks and CNI plugins that route by source",
          "kernel net/core/fib_rules.c",
          "CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          RuleAdd::new);

  private static final int KEPT = 64;
  private static final int PRIORITY = 1000;

  private final RouteBlock block;
  private int sourceAt;

  RuleAdd(WorkerSite site) {
    super(WORKLOAD.name(), "rule-delete", KEPT, site);
    block = new RouteBlock(options().family(), site.worker());
  }

  @Override
  protected void make(NetlinkSession session) {}

  @Override
  protected Request<?> doing() {
    return Request.add(rule());
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(rule());
  }

  private Rule rule() {
    return Rule.lookup(options().family().number(), Route.RT_TABLE_MAIN)
        .from(block.prefix(0))
        .priority(PRIORITY);
  }

  @Override
  protected void learn(RequestTemplate doing) {
    sourceAt = doing.attributeAt(Rule.SOURCE.number());
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    block.patch(request, 0, sourceAt, n);
  }
}
