// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.audit.Audit;
import io.rtnlab.probes.audit.SampleSink;

/**
 * All holds of a stretch of time, from a probe that sees every acquisition and release.
 *
 * @param probe its name
 * @param fromNs begins of the holds, ascending
 * @param untilNs their ends
 * @param threads their threads
 */
@SuppressWarnings("ArrayRecordComponent") // millions of holds, searched by time
record RecordedHolds(String probe, long[] fromNs, long[] untilNs, int[] threads)
    implements Audit.TruthAt {

  /** Whether the time lies within the recorded stretch. */
  boolean covers(long timeNs) {
    return fromNs.length > 0 && timeNs >= fromNs[0] && timeNs < untilNs[untilNs.length - 1];
  }

  @Override
  public int ownerAt(long timeNs) {
    int after = 0;
    int end = fromNs.length;
    while (after < end) {
      int middle = (after + end) >>> 1;
      if (fromNs[middle] <= timeNs) {
        after = middle + 1;
      } else {
        end = middle;
      }
    }
    return after > 0 && timeNs < untilNs[after - 1] ? threads[after - 1] : SampleSink.NO_OWNER;
  }
}
