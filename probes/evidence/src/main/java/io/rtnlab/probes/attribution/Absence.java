package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Doing;

/** A thread's time off its CPU; see {@link KnownThread#absent} for whether it lasts. */
final class Absence {
  long sinceNs;

  /** Whether the thread owns the mutex all the while. */
  boolean holding;

  Doing doing = Doing.RUNNING;
  StackMeaning stack = StackMeaning.NONE;

  void begin(long timeNs, boolean whileHolding, Doing why, StackMeaning where) {
    sinceNs = timeNs;
    holding = whileHolding;
    doing = why;
    stack = where;
  }
}
