// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import java.util.List;

/**
 * One of the longest waits, with all that is known of it.
 *
 * @param waiter who waited
 * @param thread its thread id
 * @param beginNs when, {@code CLOCK_MONOTONIC}
 * @param lengthNs for how long
 * @param parts who held meanwhile and what they did, most time first; they add up to the length
 */
public record LongWait(Actor waiter, int thread, long beginNs, long lengthNs, List<Part> parts) {

  public LongWait {
    parts = List.copyOf(parts);
  }

  /**
   * A part of the wait; not always one stretch of time.
   *
   * @param holder who held
   * @param evidence how sure that is
   * @param state what the holder did
   */
  public record Part(Actor holder, Evidence evidence, HolderState state, long ns) {}
}
