// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.workloads.base.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class LinkOperations {
  public static final List<Workload> ALL =
      Stream.of(
              LinkDump.WORKLOADS,
              LinkCreate.WORKLOADS,
              MasterTeardown.WORKLOADS,
              List.of(
                  LinkGet.WORKLOAD,
                  LinkGet.WITH_FUNCTIONS,
                  LinkUp.WORKLOAD,
                  LinkDown.WORKLOAD,
                  LinkDown.WORKLOAD.ipv6(),
                  LinkDelete.WORKLOAD,
                  LinkMtu.WORKLOAD,
                  LinkEnslave.WORKLOAD,
                  LinkEnslave.AMONG_MANY,
                  LinkEnslave.BOND,
                  LinkRename.WORKLOAD,
                  LinkMove.WORKLOAD,
                  LinkQueues.WORKLOAD,
                  LinkQueues.IN_RECLAIM,
                  ModuleUnload.WORKLOAD,
                  VirtualFunctionDump.WITH,
                  VirtualFunctionDump.WITHOUT,
                  StatisticsDump.WORKLOAD,
                  EthtoolNetlink.GET,
                  EthtoolNetlink.SET,
                  XdpAttach.WORKLOAD))
          .flatMap(List::stream)
          .toList();

  private LinkOperations() {}
}
