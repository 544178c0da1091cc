// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class WirelessOperations {
  public static final List<Workload> ALL =
      List.of(WirelessScan.WORKLOAD, WirelessType.WORKLOAD, WirelessVeto.WORKLOAD);

  private WirelessOperations() {}
}
