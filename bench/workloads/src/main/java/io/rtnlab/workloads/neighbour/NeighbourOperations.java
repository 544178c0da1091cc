package io.rtnlab.workloads.neighbour;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class NeighbourOperations {
  public static final List<Workload> ALL =
      List.of(NeighbourAdd.WORKLOAD, NeighbourDump.WORKLOAD, FdbAdd.WORKLOAD);

  private NeighbourOperations() {}
}
