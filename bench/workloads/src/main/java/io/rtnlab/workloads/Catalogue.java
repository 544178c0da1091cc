// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import io.rtnlab.engine.NullOperation;
import io.rtnlab.engine.OperationSource;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.workloads.address.AddressOperations;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import io.rtnlab.workloads.base.WorkloadOptions;
import io.rtnlab.workloads.file.FileOperations;
import io.rtnlab.workloads.ioctl.IoctlOperations;
import io.rtnlab.workloads.link.LinkOperations;
import io.rtnlab.workloads.neighbour.NeighbourOperations;
import io.rtnlab.workloads.netns.NetnsOperations;
import io.rtnlab.workloads.route.RouteOperations;
import io.rtnlab.workloads.tc.TcOperations;
import io.rtnlab.workloads.wireless.WirelessOperations;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Every operation there is. To add one, write a file such as {@code link.LinkDump} and add a line
 * to the list of its package.
 */
public final class Catalogue {
  private static final Workload NOTHING =
      new Workload(
          NullOperation.NAME,
          "nothing at all",
          "the cost of the harness itself",
          "a floor for every other figure",
          "nothing",
          List.of(),
          site -> new NullOperation());

  private static final List<Workload> WORKLOADS =
      Stream.of(
              RouteOperations.ALL,
              AddressOperations.ALL,
              NeighbourOperations.ALL,
              LinkOperations.ALL,
              TcOperations.ALL,
              NetnsOperations.ALL,
              FileOperations.ALL,
              IoctlOperations.ALL,
              WirelessOperations.ALL,
              List.of(NOTHING))
          .flatMap(List::stream)
          .toList();

  private Catalogue() {}

  public static List<Workload> workloads() {
    return WORKLOADS;
  }

  public static List<String> names() {
    return WORKLOADS.stream().map(Workload::name).toList();
  }

  /**
   * The operation of that name.
   *
   * @throws IllegalArgumentException with a sentence that names those there are
   */
  public static Workload named(String name) {
    return WORKLOADS.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no operation \"%s\"; there are %s."
                        .formatted(name, String.join(", ", names()))));
  }

  /** Where an operation stands in the catalogue, from 0: device names derive from it. */
  public static int place(String name) {
    return names().indexOf(name);
  }

  /**
   * Operations as the engine asks for them.
   *
   * @param workers how many there are, each of which fires every operation
   * @param sharedNamespace whether all workers are in one namespace
   */
  public static OperationSource source(
      NetlinkBridge bridge, WorkloadOptions options, int workers, boolean sharedNamespace) {
    return source(bridge, options, operation -> workers, sharedNamespace);
  }

  /**
   * Operations as the engine asks for them.
   *
   * @param workers how many fire an operation, by its name
   * @param sharedNamespace whether all workers are in one namespace
   */
  public static OperationSource source(
      NetlinkBridge bridge,
      WorkloadOptions options,
      ToIntFunction<String> workers,
      boolean sharedNamespace) {
    return (name, worker) ->
        named(name)
            .make()
            .apply(
                new WorkerSite(
                    worker,
                    workers.applyAsInt(name),
                    sharedNamespace,
                    bridge,
                    options,
                    place(name),
                    ""));
  }
}
