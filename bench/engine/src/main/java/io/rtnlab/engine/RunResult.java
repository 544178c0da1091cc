// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a run came to. Times are nanoseconds of the engine's clock.
 *
 * @param results in the order of the labels, observations last
 * @param warmUpFromNs when the first request was allowed to start
 * @param measuredFromNs when the measured part began
 * @param measuredUntilNs when the last worker ended its measured part
 * @param stopped whether it was cut short by {@link Engine#stop}
 * @param openLoop what only an open loop can say
 */
public record RunResult(
    RunPlan plan,
    Labels labels,
    List<LabelResult> results,
    long warmUpFromNs,
    long measuredFromNs,
    long measuredUntilNs,
    boolean stopped,
    Optional<OpenLoop> openLoop) {

  public RunResult {
    results = List.copyOf(results);
  }

  /** How long the measured part took. */
  public long measuredNs() {
    return Math.max(0, measuredUntilNs - measuredFromNs);
  }

  /**
   * How well the plan was kept.
   *
   * @param unsent requests whose time had come but which were never started, because the run ended
   *     while their worker was behind; they are in no percentile
   * @param wakeUpLateNs how late a worker that was idle woke up for its next request: the part of
   *     the response times that the harness itself added
   */
  public record OpenLoop(long unsent, Histogram wakeUpLateNs) {}
}
