// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.audit.HolderSamples;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.results.AuditDocument.ExactHolder;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldersInTruthTest {
  private static final int OURS = 11;
  private static final int FOREIGN = 21;

  private final HoldersInTruth truths =
      new HoldersInTruth(
          List.of("dump (warm-up)", "add (warm-up)", "dump", "add"),
          List.of("dump", "add", "dump", "add"),
          _ -> true);

  @Test
  void eachHoldCountsAsOftenAsThreadsWaitAndToWhatItsThreadDidThen() {
    truths.requestBegin(0, OURS, 2);
    truths.requestBegin(1_000, OURS, 3);
    truths.infrequent(new LockEvent.ThreadSeen(0, FOREIGN, 20, "ip", 0));
    truths.waiting().ended(31, 100, 1_500, 0);
    truths.waiting().ended(32, 150, 300, 0);
    RecordedHolds holds =
        new RecordedHolds(
            "exact",
            new long[] {50, 1_100, 1_300},
            new long[] {200, 1_200, 1_600},
            new int[] {OURS, OURS, FOREIGN});
    List<HolderBounds> bounds =
        List.of(
            new HolderBounds(new Actor.Operation("dump"), 100, 140, 30, 10),
            new HolderBounds(
                new Actor.ForeignProcess(20, "ip", 0, 0, "rtnl_dellink"), 60, 60, 0, 7),
            new HolderBounds(
                new Actor.ForeignProcess(20, "renamed", 0, 0, "rtnl_newlink"), 90, 99, 9, 5));

    assertEquals(
        List.of(
            new ExactHolder("ip[20]", 1, 150, 200, 166, null), // unseen time is the same, once
            new ExactHolder("dump", 1, 100, 150, 140, null),
            new ExactHolder("add", 1, 0, 100, 0, null)),
        truths.table(holds, bounds, new HolderSamples()));
  }

  @Test
  void holdersWithoutARecordedHoldAreNamedToo() {
    assertEquals(
        List.of(new ExactHolder("dump", 0, 5, 0, 5, null)),
        truths.table(
            new RecordedHolds("exact", new long[0], new long[0], new int[0]),
            List.of(new HolderBounds(new Actor.Operation("dump"), 5, 5, 0, 0)),
            new HolderSamples()));
  }
}
