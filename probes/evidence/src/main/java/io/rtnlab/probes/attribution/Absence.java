// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.HolderState;

/** A thread's time off its CPU; see {@link KnownThread#absent} for whether it lasts. */
final class Absence {
  long sinceNs;

  /** Whether the thread owns the mutex all the while. */
  boolean holding;

  HolderState state = HolderState.RUNNING;
  StackMeaning stack = StackMeaning.NONE;

  void begin(long timeNs, boolean whileHolding, HolderState why, StackMeaning where) {
    sinceNs = timeNs;
    holding = whileHolding;
    state = why;
    stack = where;
  }
}
