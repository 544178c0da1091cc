// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.ledger.Evidence;

/** Reports the same waits to two observers. */
record BothObservers(WaitObserver first, WaitObserver second) implements WaitObserver {
  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin) {
    first.segment(waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin);
    second.segment(waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin);
  }

  @Override
  public void ended(int waiter, long beginNs, long endNs, int result) {
    first.ended(waiter, beginNs, endNs, result);
    second.ended(waiter, beginNs, endNs, result);
  }
}
