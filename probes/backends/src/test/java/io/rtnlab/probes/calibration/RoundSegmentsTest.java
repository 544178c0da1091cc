// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import org.junit.jupiter.api.Test;

class RoundSegmentsTest {
  private static final int HOLDER = 7;
  private static final int OTHER = 8;

  private final RoundSegments segments = new RoundSegments();

  private void segment(int waiter, long fromNs, long untilNs, int holder) {
    segments.segment(waiter, fromNs, untilNs, holder, Evidence.PROVED, false, HolderState.RUNNING);
  }

  private long holderNs(long fromNs, long untilNs) {
    return segments.coverNs(fromNs, untilNs, segment -> segment.holder() == HOLDER);
  }

  @Test
  void whatTwoWaitsHaveInCommonCountsOnce() {
    segment(1, 100, 200, HOLDER);
    segment(2, 150, 250, HOLDER);
    segment(3, 160, 170, HOLDER);
    assertEquals(150, holderNs(0, 1000));
  }

  @Test
  void onlyWhatLiesInTheTimeCounts() {
    segment(1, 100, 200, HOLDER);
    assertEquals(50, holderNs(150, 1000));
    assertEquals(50, holderNs(0, 150));
    assertEquals(0, holderNs(200, 300));
  }

  @Test
  void othersAndHolesDoNot() {
    segment(1, 100, 200, HOLDER);
    segment(1, 200, 300, OTHER);
    segment(1, 300, 400, HOLDER);
    assertEquals(200, holderNs(0, 1000));
    assertEquals(300, segments.coverNs(0, 1000, segment -> true));
  }
}
