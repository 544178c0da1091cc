// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.netns;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class NetnsOperations {
  public static final List<Workload> ALL =
      List.of(
          NetnsCreate.WORKLOAD,
          PodAdd.MOVED,
          PodAdd.CREATED,
          PodAdd.STORM,
          NamespaceIdDump.WORKLOAD);

  private NetnsOperations() {}
}
