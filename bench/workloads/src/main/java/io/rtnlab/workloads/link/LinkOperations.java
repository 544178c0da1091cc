package io.rtnlab.workloads.link;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class LinkOperations {
  public static final List<Workload> ALL =
      List.of(
          LinkDump.WORKLOAD,
          LinkGet.WORKLOAD,
          LinkUp.WORKLOAD,
          LinkCreate.VETH,
          LinkCreate.BRIDGE,
          LinkCreate.VXLAN,
          LinkCreate.MACVLAN,
          LinkEnslave.WORKLOAD,
          LinkRename.WORKLOAD,
          LinkMove.WORKLOAD);

  private LinkOperations() {}
}
