// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import io.rtnlab.workloads.base.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class IoctlOperations {
  public static final List<Workload> ALL =
      Stream.of(
              List.of(
                  IoctlIfconf.WORKLOAD,
                  IoctlMtu.WORKLOAD,
                  IoctlRoute.WORKLOAD,
                  IoctlAddress.WORKLOAD,
                  IoctlFlags.WORKLOAD,
                  EthtoolGet.WORKLOAD,
                  EthtoolSet.WORKLOAD,
                  TunCreate.WORKLOAD))
          .flatMap(List::stream)
          .toList();

  private IoctlOperations() {}
}
