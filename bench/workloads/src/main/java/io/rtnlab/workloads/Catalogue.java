package io.rtnlab.workloads;

import io.rtnlab.engine.NullOperation;
import io.rtnlab.engine.OperationSource;
import io.rtnlab.netlink.port.NetlinkBridge;
import java.util.List;

/**
 * Every operation there is. To add one, write a file such as {@link LinkDump} and add a line here.
 */
public final class Catalogue {
  private static final List<Workload> WORKLOADS =
      List.of(
          RouteInsert.WORKLOAD,
          LinkDump.WORKLOAD,
          NetnsCreate.WORKLOAD,
          RouteGet.WORKLOAD,
          RouteDump.WORKLOAD,
          NextHopAdd.WORKLOAD,
          RuleAdd.WORKLOAD,
          RuleDump.WORKLOAD,
          AddressAdd.WORKLOAD,
          AddressDump.WORKLOAD,
          AddressLabelAdd.WORKLOAD,
          NeighbourAdd.WORKLOAD,
          NeighbourDump.WORKLOAD,
          FdbAdd.WORKLOAD,
          LinkGet.WORKLOAD,
          LinkUp.WORKLOAD,
          LinkCreate.VETH,
          LinkCreate.BRIDGE,
          LinkCreate.VXLAN,
          LinkCreate.MACVLAN,
          LinkEnslave.WORKLOAD,
          LinkRename.WORKLOAD,
          LinkMove.WORKLOAD,
          QdiscReplace.WORKLOAD,
          ClassDump.WORKLOAD,
          FilterAdd.WORKLOAD,
          FilterDump.WORKLOAD,
          SysfsAlias.WORKLOAD,
          SysctlForwarding.WORKLOAD,
          IoctlIfconf.WORKLOAD,
          IoctlMtu.WORKLOAD,
          IoctlRoute.WORKLOAD,
          new Workload(
              NullOperation.NAME,
              "nothing at all",
              "the cost of the harness itself",
              "nothing",
              List.of(),
              site -> new NullOperation()));

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

  /**
   * Operations as the engine asks for them.
   *
   * @param sharedNamespace whether all workers are in one namespace
   */
  public static OperationSource source(
      NetlinkBridge bridge, WorkloadOptions options, int workers, boolean sharedNamespace) {
    return (name, worker) ->
        named(name).make().apply(new WorkerSite(worker, workers, sharedNamespace, bridge, options));
  }
}
