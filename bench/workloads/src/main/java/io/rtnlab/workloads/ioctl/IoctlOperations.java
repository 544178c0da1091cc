package io.rtnlab.workloads.ioctl;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class IoctlOperations {
  public static final List<Workload> ALL =
      List.of(IoctlIfconf.WORKLOAD, IoctlMtu.WORKLOAD, IoctlRoute.WORKLOAD);

  private IoctlOperations() {}
}
