// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import org.jspecify.annotations.Nullable;

/**
 * What became of a boot: {@code boot.json} in its folder.
 *
 * @param attempts how often it was tried; 0 where its kernel could not be had
 * @param detail what the driver said of a failure; empty otherwise
 * @param seconds of the last attempt
 * @param secondsToFirstLine from the driver's start to the job's first line of output; null where
 *     none came
 * @param accelerator what executed the guest's instructions: "kvm", "tcg" or "none" (this host)
 * @param twin whether it was the second boot of the same kernel in its block; null in older results
 * @param order from 1, among all boots of the plan; null in older results
 */
public record BootResult(
    String kernel,
    int round,
    Outcome outcome,
    int attempts,
    String detail,
    double seconds,
    @Nullable Double secondsToFirstLine,
    String accelerator,
    @Nullable Boolean twin,
    @Nullable Integer order) {

  /** Which boot of the plan it was. */
  public Boot boot() {
    return new Boot(kernel, round, Boolean.TRUE.equals(twin));
  }
}
