package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;

/** Told of each wait as it is taken apart; for flame graphs, live views and tests. */
public interface WaitObserver {

  /**
   * A piece of a wait that still goes on.
   *
   * @param waiter thread that waits
   * @param holder thread that is named, 0 where none is
   * @param changeInside whether it got in or let go somewhere inside
   */
  void piece(
      int waiter, long fromNs, long untilNs, int holder, Evidence evidence, boolean changeInside);

  /**
   * The same piece, with what the holder did meanwhile; calls {@link #piece(int, long, long, int,
   * Evidence, boolean)} unless overridden.
   *
   * @param doing running where no holder is named or nothing else is known
   */
  default void piece(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean changeInside,
      Doing doing) {
    piece(waiter, fromNs, untilNs, holder, evidence, changeInside);
  }

  /**
   * A wait is over; its pieces were told before.
   *
   * @param result 0, or {@code -EINTR} where it was given up
   */
  default void ended(int waiter, long beginNs, long endNs, int result) {}

  /** Hears nothing. */
  WaitObserver NONE = (waiter, fromNs, untilNs, holder, evidence, changeInside) -> {};
}
