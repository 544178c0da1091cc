// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;

/** Receives each wait as it is taken apart; for flame graphs, live views and tests. */
public interface WaitObserver {

  /**
   * A segment of a wait that still goes on.
   *
   * @param waiter thread that waits
   * @param holder thread that is named, 0 where none is
   * @param ownerChangedWithin whether it got in or let go somewhere inside
   * @param state what the holder did meanwhile; running where no holder is named or nothing else is
   *     known
   */
  void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState state);

  /**
   * A wait is over; its segments were reported before.
   *
   * @param result 0, or {@code -EINTR} where it was given up
   */
  default void ended(int waiter, long beginNs, long endNs, int result) {}

  /** Hears nothing. */
  WaitObserver NONE = (waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin, state) -> {};

  /** Reports the same waits to two observers, in this order. */
  static WaitObserver both(WaitObserver first, WaitObserver second) {
    return new WaitObserver() {
      @Override
      public void segment(
          int waiter,
          long fromNs,
          long untilNs,
          int holder,
          Evidence evidence,
          boolean ownerChangedWithin,
          HolderState state) {
        first.segment(waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin, state);
        second.segment(waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin, state);
      }

      @Override
      public void ended(int waiter, long beginNs, long endNs, int result) {
        first.ended(waiter, beginNs, endNs, result);
        second.ended(waiter, beginNs, endNs, result);
      }
    };
  }
}
