// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import java.util.Map;

/**
 * One dump as it was read; times are nanoseconds of the log's clock.
 *
 * @param shown how often each object was shown; absent where it was not
 * @param interrupted whether {@code NLM_F_DUMP_INTR} was set
 * @param sentNs before its request was sent: nothing was read before
 * @param firstFilledNs by then its first part had been filled
 * @param lastFillNs only after that its last part was filled
 * @param endedNs by then all had been filled
 */
public record DumpSeen(
    Map<Integer, Integer> shown,
    boolean interrupted,
    long sentNs,
    long firstFilledNs,
    long lastFillNs,
    long endedNs) {
  public DumpSeen {
    shown = Map.copyOf(shown);
  }

  int times(int object) {
    return shown.getOrDefault(object, 0);
  }
}
