// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import io.rtnlab.probes.event.LockKey;
import java.util.List;

/**
 * For which locks other than the mutex our own requests waited.
 *
 * @param times most time first
 * @param spinlockSeen whether any thread of the machine was seen to wait for a spinlock: there are
 *     machines on which no such wait shows
 */
public record OtherLocks(List<Time> times, boolean spinlockSeen) {

  /**
   * Waits of one operation's requests for locks of one name.
   *
   * @param lock without its address
   * @param ns sum of the waits; a wait that slept is off the CPU as well
   */
  public record Time(String operation, LockKey lock, long waits, long ns, long longestNs) {}
}
