// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

/**
 * What a program of a backend in the kernel cost, counted by the kernel while it was metered
 * ({@code BPF_ENABLE_STATS}).
 *
 * @param runs how often it ran, mostly to find that the event is none of its business
 * @param runNs time inside it, all CPUs together
 * @param missed runs that the kernel left out because the program was already running on that CPU
 */
public record ProgramCost(String program, long runs, long runNs, long missed) {

  /** Mean nanoseconds per run, 0 where it never ran. */
  public double nsPerRun() {
    return runs == 0 ? 0 : (double) runNs / runs;
  }
}
