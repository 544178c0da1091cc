// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.OffCpu;
import io.rtnlab.probes.stack.SleepReason;

/** An {@link OffCpu} in the making. */
final class OffCpuSum {
  private long heldAsleepNs;
  private long heldRcuNs;
  private long heldWantingCpuNs;
  private long afterHoldNs;
  private long elsewhereNs;
  private long elsewhereRcuNs;
  private boolean empty = true;

  /** Adds a part of an absence, during which it did not change what it is about. */
  void add(Absence part, long ns) {
    empty = false;
    boolean asleep = part.state instanceof HolderState.Asleep;
    boolean rcu = asleep && part.stack.asleep().reason().kind() == SleepReason.Kind.RCU;
    if (part.holding) {
      heldAsleepNs += asleep ? ns : 0;
      heldRcuNs += rcu ? ns : 0;
      heldWantingCpuNs += asleep ? 0 : ns;
    } else if (part.stack.afterHold()) {
      afterHoldNs += ns;
    } else {
      elsewhereNs += ns;
      elsewhereRcuNs += rcu ? ns : 0;
    }
  }

  void add(OffCpuSum other) {
    if (other.empty) {
      return;
    }
    empty = false;
    heldAsleepNs += other.heldAsleepNs;
    heldRcuNs += other.heldRcuNs;
    heldWantingCpuNs += other.heldWantingCpuNs;
    afterHoldNs += other.afterHoldNs;
    elsewhereNs += other.elsewhereNs;
    elsewhereRcuNs += other.elsewhereRcuNs;
  }

  long heldNs() {
    return heldAsleepNs + heldWantingCpuNs;
  }

  long notHeldNs() {
    return afterHoldNs + elsewhereNs;
  }

  void clear() {
    if (empty) {
      return;
    }
    empty = true;
    heldAsleepNs = 0;
    heldRcuNs = 0;
    heldWantingCpuNs = 0;
    afterHoldNs = 0;
    elsewhereNs = 0;
    elsewhereRcuNs = 0;
  }

  OffCpu toOffCpu() {
    return new OffCpu(
        heldAsleepNs, heldRcuNs, heldWantingCpuNs, afterHoldNs, elsewhereNs, elsewhereRcuNs);
  }
}
