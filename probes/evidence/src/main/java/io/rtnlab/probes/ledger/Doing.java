package io.rtnlab.probes.ledger;

import io.rtnlab.probes.stack.SleepReason;

/** What a holder of the mutex does meanwhile. */
public sealed interface Doing {
  /** Where nothing says otherwise. */
  Doing RUNNING = new Running();

  Doing WANTING_CPU = new WantingCpu();

  /** It runs, or the backend does not see whether it does. */
  record Running() implements Doing {}

  /** It could run, but was preempted, or was woken and has not come to it. */
  record WantingCpu() implements Doing {}

  /** It waits for something itself. */
  record Asleep(SleepReason reason) implements Doing {}
}
