// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.catalogue;

import io.rtnlab.workloads.base.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as {@code rtnlab operations --json} prints it.
 *
 * @param needs drivers by module name, then what else the kernel and the account must have
 * @param options of {@code rtnlab run} that change it
 * @param available whether this kernel and account can run it
 * @param reason why not; null where it can
 */
public record OperationEntry(
    String name,
    String description,
    String reproduces,
    String source,
    String needs,
    List<String> options,
    boolean available,
    @Nullable String reason) {

  static OperationEntry of(Workload workload, @Nullable String reason) {
    return new OperationEntry(
        workload.name(),
        workload.description(),
        workload.reproduces(),
        workload.source(),
        workload.needs(),
        workload.options(),
        reason == null,
        reason);
  }
}
