package io.rtnlab.workloads.file;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class FileOperations {
  public static final List<Workload> ALL = List.of(SysfsAlias.WORKLOAD, SysctlForwarding.WORKLOAD);

  private FileOperations() {}
}
