package io.rtnlab.workloads.tc;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class TcOperations {
  public static final List<Workload> ALL =
      List.of(QdiscReplace.WORKLOAD, ClassDump.WORKLOAD, FilterAdd.WORKLOAD, FilterDump.WORKLOAD);

  private TcOperations() {}
}
