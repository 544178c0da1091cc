// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.workloads.base.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class TcOperations {
  public static final List<Workload> ALL =
      Stream.of(
              List.of(
                  QdiscReplace.WORKLOAD,
                  QdiscAdd.WORKLOAD,
                  QdiscDump.WORKLOAD,
                  ClassAdd.WORKLOAD,
                  ClassDump.WORKLOAD),
              FilterAdd.WORKLOADS,
              List.of(
                  FilterDump.WORKLOAD,
                  ChainAdd.WORKLOAD,
                  ChainDump.WORKLOAD,
                  ActionAdd.WORKLOAD,
                  ActionDump.WORKLOAD))
          .flatMap(List::stream)
          .toList();

  private TcOperations() {}
}
