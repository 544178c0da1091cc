// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.file;

import io.rtnlab.workloads.base.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class FileOperations {
  public static final List<Workload> ALL =
      Stream.of(
              List.of(SysfsAlias.WORKLOAD, SysfsMtu.WORKLOAD),
              SysfsRead.WORKLOADS,
              List.of(SysctlForwarding.WORKLOAD),
              Sysctl.WORKLOADS)
          .flatMap(List::stream)
          .toList();

  private FileOperations() {}
}
