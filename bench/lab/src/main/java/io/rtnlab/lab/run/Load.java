// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Group;
import io.rtnlab.engine.Limit;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.OperationSource;
import io.rtnlab.engine.Pacing;
import io.rtnlab.engine.RunPlan;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.CheckedWorkers;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.WorkerNamespaces;
import io.rtnlab.workloads.base.WorkloadOptions;
import io.rtnlab.workloads.route.RouteCheck;
import java.io.IOException;
import java.time.Duration;
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

  /** One namespace in so many is watched until the kernel has torn it down. */
  private static final int TEARDOWN_EVERY = 16;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException where they make no sense, saying what would
   */
  static Load of(RunSettings settings) throws IOException {
    RunPlan plan =
        new RunPlan(
            settings.groups().isEmpty()
                ? List.of(
                    new Group(
                        Group.ONLY,
                        Mix.parse(settings.mix(), Catalogue.names()),
                        settings.threads(),
                        pacing(settings)))
                : settings.groups(),
            settings.warmUp(),
            limit(settings),
            settings.seed());
    WorkloadOptions options =
        new WorkloadOptions(
            settings.family().equals("6") ? IpFamily.IPV6 : IpFamily.IPV4,
            settings.batch(),
            settings.ack().equals("each"),
            settings.nextHop(),
            settings.window(),
            settings.links(),
            TEARDOWN_EVERY,
            settings.entries());
    OperationSource source =
        Catalogue.source(
            Bridges.named(settings.bridge()),
            options,
            operation -> workersOf(plan, operation),
            settings.sharedNamespace());
    WorkerNamespaces namespaces =
        settings.sharedNamespace()
            ? WorkerNamespaces.oneForAll(settings.threads())
            : WorkerNamespaces.ownEach(settings.threads());
    return new Load(plan, source, new CheckedWorkers(namespaces), namespaces);
  }

  /** How many workers fire an operation: those share what it makes once for all. */
  private static int workersOf(RunPlan plan, String operation) {
    return plan.groups().stream()
        .filter(group -> group.mix().has(operation))
        .mapToInt(Group::workers)
        .sum();
  }

  private static Pacing pacing(RunSettings settings) {
    Double rate = settings.rate();
    if (rate == null) {
      return new Pacing.ClosedLoop();
    }
    return settings.poisson() ? new Pacing.Poisson(rate) : new Pacing.FixedRate(rate);
  }

  private static Limit limit(RunSettings settings) {
    Long requests = settings.requests();
    Duration duration = settings.duration();
    if (requests != null) {
      return new Limit.Requests(requests);
    }
    return new Limit.Lasting(duration == null ? RunSettings.DEFAULT_DURATION : duration);
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
