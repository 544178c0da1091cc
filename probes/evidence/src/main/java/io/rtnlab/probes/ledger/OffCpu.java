// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * What requests of ours spent off their CPU inside the kernel, waits for the mutex apart.
 *
 * @param heldAsleepNs asleep while they held the mutex
 * @param heldRcuNs of that: for RCU
 * @param heldWantingCpuNs preempted, or woken and not yet running, while they held the mutex
 * @param afterHoldNs in {@code netdev_run_todo}, after the mutex was let go: asleep or woken
 * @param elsewhereNs asleep or woken anywhere else
 * @param elsewhereRcuNs of that: for RCU
 */
public record OffCpu(
    long heldAsleepNs,
    long heldRcuNs,
    long heldWantingCpuNs,
    long afterHoldNs,
    long elsewhereNs,
    long elsewhereRcuNs) {

  /** While they held the mutex. */
  public long heldNs() {
    return heldAsleepNs + heldWantingCpuNs;
  }

  /** While they did not. */
  public long notHeldNs() {
    return afterHoldNs + elsewhereNs;
  }
}
