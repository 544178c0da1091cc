// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code flame.json} of a run with {@code --flame}: what sampled it, and what that cost.
 *
 * @param schema version of this form, 1
 * @param cpuEvent async-profiler's event: cpu, ctimer or itimer; null where it did not run
 * @param cpuIntervalNs CPU time between two of its samples
 * @param holderPeriodNs between two ticks that sample a running holder; null where none did
 * @param remarks what the graphs lack and why, a sentence each
 * @param cost null where it could not be measured
 */
public record FlameDocument(
    int schema,
    @Nullable String cpuEvent,
    long cpuIntervalNs,
    @Nullable Long holderPeriodNs,
    List<String> remarks,
    @Nullable Cost cost) {
  public static final int SCHEMA = 1;

  public FlameDocument {
    remarks = List.copyOf(remarks);
  }

  /**
   * CPU time per request of route-insert and route-delete with the sampling, divided by that
   * without, measured in pairs of slices just before the run.
   *
   * @param ratio median of the pairs
   * @param low lower bound of its 96 % confidence interval, {@code high} the upper one
   * @param pairs how many
   */
  public record Cost(double ratio, double low, double high, int pairs) {}
}
