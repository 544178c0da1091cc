// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.engine.Engine;
import io.rtnlab.engine.LabelResult;
import io.rtnlab.engine.Limit;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Pacing;
import io.rtnlab.engine.RunPlan;
import io.rtnlab.engine.RunResult;
import io.rtnlab.engine.SpanSink;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerNamespaces;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import io.rtnlab.workloads.base.WorkloadOptions;
import io.rtnlab.workloads.route.RouteCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs operations against the live kernel, in namespaces that end with the test. */
public final class InNamespace {
  public static final NetlinkBridge BRIDGE = new FfmBridge();

  private InNamespace() {}

  public static void needed() {
    try {
      NetworkNamespace.create().close();
    } catch (IOException refused) {
      assumeTrue(false, "needs netns: " + refused.getMessage());
    }
  }

  /** Skips a test, with the reason, where this kernel lacks a driver of the operation. */
  public static void needed(String operation) throws IOException {
    needed();
    Workload workload = Catalogue.named(operation);
    Optional<String> host = WholeHost.whyNot(workload);
    assumeTrue(host.isEmpty(), () -> "needs guest: " + operation + ": " + host.orElse(""));
    Optional<String> why = KernelDrivers.ask(BRIDGE, workload.drivers()).whyNot(workload);
    assumeTrue(why.isEmpty(), () -> operation + ": " + why.orElse(""));
  }

  /** Does the work in a fresh namespace, on a thread of its own. */
  public static <T> T run(Callable<T> work) throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      return namespace.run(work);
    }
  }

  public static NetlinkSession session() throws IOException {
    return NetlinkSession.open(BRIDGE, PortOptions.DEFAULT);
  }

  /** The only worker of an operation, alone in its namespace. */
  public static WorkerSite site(String operation, WorkloadOptions options) {
    return new WorkerSite(0, 1, false, BRIDGE, options, Catalogue.place(operation), "");
  }

  /** Makes an operation for the only worker. */
  public static Operation operation(String name, WorkloadOptions options) {
    return Catalogue.named(name).make().apply(site(name, options));
  }

  /** Name of the own device of an operation's only worker. */
  public static String device(String operation) {
    return OwnDevice.name(site(operation, WorkloadOptions.DEFAULT));
  }

  /** What a run came to, and the counts of its routes. */
  public record Ran(RunResult result, List<RouteCheck> checks) {
    public LabelResult of(String label) {
      return result.results().stream()
          .filter(candidate -> candidate.label().equals(label))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Fires so many requests of a mix, without warm-up. */
  public static Ran fire(
      String mix, long requests, int workers, boolean shared, WorkloadOptions options)
      throws Exception {
    RunPlan plan =
        new RunPlan(
            Mix.parse(mix, Catalogue.names()),
            workers,
            new Pacing.ClosedLoop(),
            Duration.ZERO,
            new Limit.Requests(requests),
            1);
    try (WorkerNamespaces namespaces =
        shared ? WorkerNamespaces.oneForAll(workers) : WorkerNamespaces.ownEach(workers)) {
      CheckedWorkers hooks = new CheckedWorkers(namespaces);
      try (Engine engine =
          new Engine(
              plan,
              Catalogue.source(BRIDGE, options, workers, shared),
              hooks,
              worker -> SpanSink.NONE)) {
        engine.prepare();
        engine.begin();
        return new Ran(engine.await(), hooks.checks());
      }
    }
  }
}
