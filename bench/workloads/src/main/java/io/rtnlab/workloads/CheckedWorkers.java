// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.WorkerHooks;
import io.rtnlab.workloads.base.Remarks;
import io.rtnlab.workloads.base.WorkerNamespaces;
import io.rtnlab.workloads.route.CountedRoutes;
import io.rtnlab.workloads.route.RouteCheck;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Puts workers into their namespaces, and counts their routes at the peak and in the end. */
public final class CheckedWorkers implements WorkerHooks {
  private final WorkerNamespaces namespaces;
  private final Queue<RouteCheck> checks = new ConcurrentLinkedQueue<>();
  private final Queue<String> remarks = new ConcurrentLinkedQueue<>();

  public CheckedWorkers(WorkerNamespaces namespaces) {
    this.namespaces = namespaces;
  }

  @Override
  public int enter(int worker) throws IOException {
    return namespaces.enter(worker);
  }

  @Override
  public void atPeak(int worker, List<Operation> operations) throws IOException {
    check(worker, operations, true);
  }

  @Override
  public void afterCleanUp(int worker, List<Operation> operations) throws IOException {
    check(worker, operations, false);
    for (Operation operation : operations) {
      if (operation instanceof Remarks withRemarks) {
        remarks.addAll(withRemarks.remarks());
      }
    }
  }

  private void check(int worker, List<Operation> operations, boolean atPeak) throws IOException {
    for (Operation operation : operations) {
      if (operation instanceof CountedRoutes routes) {
        checks.add(
            new RouteCheck(
                worker, operation.name(), atPeak, routes.ackedRoutes(), routes.countedRoutes()));
      }
    }
  }

  /** What the operations had to say, once the run has ended. */
  public List<String> remarks() {
    return remarks.stream().sorted().toList();
  }

  /** Two per worker and operation that makes routes, once the run has ended. */
  public List<RouteCheck> checks() {
    return List.copyOf(checks);
  }
}
