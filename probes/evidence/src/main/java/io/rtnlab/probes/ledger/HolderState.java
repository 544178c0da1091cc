// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.stack.SleepReason;

/** What a holder of the mutex does meanwhile. */
public sealed interface HolderState {
  /** Where nothing says otherwise. */
  HolderState RUNNING = new Running();

  HolderState WANTING_CPU = new WantingCpu();

  HolderState RECLAIMING = new Reclaiming();

  /** It runs, or the backend does not see whether it does. */
  record Running() implements HolderState {}

  /** It could run, but was preempted, or was woken and has not come to it. */
  record WantingCpu() implements HolderState {}

  /** It waits for something itself. */
  record Asleep(SleepReason reason) implements HolderState {}

  /** It frees memory of others, running or asleep, because its own allocation found too little. */
  record Reclaiming() implements HolderState {}

  /**
   * It waits for another lock, and all who wait for it do so because of a third.
   *
   * @param lock that it waits for
   * @param root who was last seen to own that lock, or the last of a chain of such waits; {@link
   *     Actor.Unknown} where no owner could be read
   */
  record Waiting(LockKey lock, Actor root) implements HolderState {}
}
