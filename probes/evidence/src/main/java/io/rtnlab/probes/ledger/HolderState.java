// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import io.rtnlab.probes.stack.SleepReason;

/** What a holder of the mutex does meanwhile. */
public sealed interface HolderState {
  /** Where nothing says otherwise. */
  HolderState RUNNING = new Running();

  HolderState WANTING_CPU = new WantingCpu();

  /** It runs, or the backend does not see whether it does. */
  record Running() implements HolderState {}

  /** It could run, but was preempted, or was woken and has not come to it. */
  record WantingCpu() implements HolderState {}

  /** It waits for something itself. */
  record Asleep(SleepReason reason) implements HolderState {}
}
