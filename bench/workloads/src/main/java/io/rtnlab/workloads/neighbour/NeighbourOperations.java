// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class NeighbourOperations {
  public static final List<Workload> ALL =
      List.of(
          NeighbourAdd.WORKLOAD,
          NeighbourAdd.WORKLOAD.ipv6(),
          NeighbourDump.WORKLOAD,
          NeighbourDump.WORKLOAD.ipv6(),
          NeighbourTableDump.WORKLOAD,
          FdbAdd.WORKLOAD,
          FdbDump.WORKLOAD,
          MdbDump.WORKLOAD);

  private NeighbourOperations() {}
}
