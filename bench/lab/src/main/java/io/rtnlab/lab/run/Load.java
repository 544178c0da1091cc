// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Group;
import io.rtnlab.engine.OperationSource;
import io.rtnlab.engine.RunPlan;
import io.rtnlab.results.Settings;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.CheckedWorkers;
import io.rtnlab.workloads.base.WorkerNamespaces;
import io.rtnlab.workloads.route.RouteCheck;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run fires, and where: settings in the engine's and the workloads' own words.
 *
 * @param workers puts each into its namespace and counts its routes
 */
record Load(
    RunPlan plan, OperationSource source, CheckedWorkers workers, WorkerNamespaces namespaces)
    implements AutoCloseable {

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException where they make no sense, saying what would
   */
  static Load of(RunSettings settings) throws IOException {
    Settings asked = settings.asked();
    RunPlan plan = settings.plan();
    OperationSource source =
        Catalogue.source(
            Bridges.named(asked.bridge()),
            settings.options(),
            operation -> workersOf(plan, operation),
            asked.sharedNamespace());
    WorkerNamespaces namespaces =
        asked.sharedNamespace()
            ? WorkerNamespaces.oneForAll(asked.threads())
            : WorkerNamespaces.ownEach(asked.threads());
    return new Load(plan, source, new CheckedWorkers(namespaces), namespaces);
  }

  /** How many workers fire an operation: those share what it makes once for all. */
  private static int workersOf(RunPlan plan, String operation) {
    return plan.groups().stream()
        .filter(group -> group.mix().has(operation))
        .mapToInt(Group::workers)
        .sum();
  }

  /** Routes counted a second way, summed over the workers; null where no operation makes any. */
  @Nullable Routes routes() {
    List<RouteCheck> checks = workers.checks();
    if (checks.isEmpty()) {
      return null;
    }
    return new Routes(
        checks.stream().filter(RouteCheck::atPeak).mapToLong(RouteCheck::acked).sum(),
        checks.stream().filter(RouteCheck::atPeak).mapToLong(RouteCheck::counted).sum(),
        checks.stream().filter(check -> !check.atPeak()).mapToLong(RouteCheck::counted).sum());
  }

  @Override
  public void close() {
    namespaces.close();
  }

  /**
   * Routes in the kernel.
   *
   * @param reported at the peak, by the answers to the requests
   * @param counted at the peak, by reading /proc
   * @param left in the end, by reading /proc
   */
  record Routes(long reported, long counted, long left) {}
}
