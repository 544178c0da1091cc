// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitSegmentsTest {
  @Test
  void aWaitThroughThousandsOfHoldsKeepsOneSegmentForEachName() {
    ActorTable actors = new ActorTable(List.of());
    KnownThread[] holders = {new KnownThread(21), new KnownThread(22), new KnownThread(23)};
    WaitSegments segments = new WaitSegments();
    for (int hold = 0; hold < 30_000; hold++) {
      Holding holding = actors.holding(holders[hold % 3]);
      segments.add(new SegmentClass(holding, Evidence.PROVED, HolderState.RUNNING, hold), 7);
      holding.end();
    }

    assertTrue(segments.size() <= 16, () -> segments.size() + " segments");
    assertEquals(30_000 * 7, segments.totalNs());
  }
}
