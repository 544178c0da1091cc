package io.rtnlab.workloads.route;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class RouteOperations {
  public static final List<Workload> ALL =
      List.of(
          RouteInsert.WORKLOAD,
          RouteGet.WORKLOAD,
          RouteDump.WORKLOAD,
          NextHopAdd.WORKLOAD,
          RuleAdd.WORKLOAD,
          RuleDump.WORKLOAD);

  private RouteOperations() {}
}
