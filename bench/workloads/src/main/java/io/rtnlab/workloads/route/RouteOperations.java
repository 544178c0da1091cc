// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class RouteOperations {
  public static final List<Workload> ALL =
      List.of(
          RouteInsert.WORKLOAD,
          RouteInsert.WORKLOAD.ipv6(),
          RouteDump.WORKLOAD,
          RouteDump.WORKLOAD.ipv6(),
          RouteGet.WORKLOAD,
          RouteGet.WORKLOAD.ipv6(),
          RuleAdd.WORKLOAD,
          RuleAdd.WORKLOAD.ipv6(),
          RuleDump.WORKLOAD,
          RuleDump.WORKLOAD.ipv6(),
          NextHopAdd.WORKLOAD,
          NextHopAdd.WORKLOAD.ipv6(),
          NextHopDump.WORKLOAD,
          NextHopDump.WORKLOAD.ipv6());

  private RouteOperations() {}
}
