// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenWaitsTest {
  private final ActorTable actors = new ActorTable(List.of("a", "b"));
  private final List<Reported> reported = new ArrayList<>();
  private final OpenWaits waits =
      new OpenWaits(
          (waiter, fromNs, untilNs, holder, evidence, ownerChangedWithin, state) ->
              reported.add(new Reported(waiter, evidence, untilNs - fromNs)),
          actors,
          new OurThreads());

  private record Reported(int waiter, Evidence evidence, long ns) {}

  private static OpenWait begin(int thread, long timeNs) {
    OpenWait wait = new OpenWait(new KnownThread(thread));
    wait.begin(timeNs, 0, true);
    return wait;
  }

  private static long ns(OpenWait wait, Evidence evidence) {
    long ns = 0;
    for (int i = 0; i < wait.segments().size(); i++) {
      ns += wait.segments().kind(i).evidence == evidence ? wait.segments().ns(i) : 0;
    }
    return ns;
  }

  @Test
  void aWaitThatBeginsInMidStretchGetsTheRestOfIt() {
    Holding unknown = Holding.ofNoThread(actors.unknown);
    Holding free = Holding.ofNoThread(actors.noHolder);
    OpenWait first = begin(1, 100);
    waits.add(first);
    OpenWait second = begin(2, 130);
    waits.add(second);
    waits.stretch(150, unknown, Evidence.UNKNOWN, HolderState.RUNNING, false);
    waits.stretch(160, free, Evidence.HANDOVER, HolderState.RUNNING, false);
    waits.remove(first);
    waits.stretch(180, free, Evidence.HANDOVER, HolderState.RUNNING, true);
    waits.remove(second);
    assertEquals(50, ns(first, Evidence.UNKNOWN));
    assertEquals(10, ns(first, Evidence.HANDOVER));
    assertEquals(20, ns(second, Evidence.UNKNOWN));
    assertEquals(30, ns(second, Evidence.HANDOVER));
  }

  /** Far more kinds than are kept apart, waits that come and go, some without a CPU. */
  @Test
  void whateverComesEachWaitGetsAllOfItsTime() {
    Random random = new Random(1);
    OpenWait[] open = new OpenWait[6];
    long timeNs = 0;
    long through = 0;
    for (int round = 0; round < 20_000; round++) {
      int slot = random.nextInt(open.length);
      OpenWait wait = open[slot];
      if (wait == null) {
        open[slot] = begin(slot, timeNs);
        waits.add(open[slot]);
      } else if (random.nextInt(40) == 0) {
        waits.remove(wait);
        assertEquals(timeNs - wait.beginNs, wait.segments().totalNs());
        for (Evidence evidence : Evidence.values()) {
          int waiter = slot;
          long reportedNs =
              reported.stream()
                  .filter(segment -> segment.waiter == waiter && segment.evidence == evidence)
                  .mapToLong(Reported::ns)
                  .sum();
          assertEquals(reportedNs, ns(wait, evidence), evidence::toString);
        }
        reported.removeIf(segment -> segment.waiter == wait.thread.id);
        through += wait.segments().size() > SegmentTotals.MOST ? 1 : 0;
        open[slot] = null;
      } else if (random.nextInt(4) == 0) {
        wait.preemptedSinceNs = timeNs + random.nextInt(20);
      } else {
        wait.preemptedSinceNs = OpenWait.NEVER;
      }
      timeNs += random.nextInt(30);
      Holding holding = actors.holding(new KnownThread(1000 + round)); // never decided
      Evidence evidence = random.nextInt(3) == 0 ? Evidence.UNKNOWN : Evidence.PROVED;
      waits.stretch(timeNs, holding, evidence, HolderState.RUNNING, random.nextBoolean());
    }
    assertTrue(through > 10, "waits of very many kinds: " + through);
  }

  /** Holds of two processes, each without a name until it is over. */
  @Test
  void whatGetsItsNameLaterIsTakenTogetherMeanwhile() {
    KnownThread[] holders = {new KnownThread(21), new KnownThread(22)};
    OpenWait wait = begin(1, 0);
    waits.add(wait);
    OpenWait late = begin(2, 7_000);
    for (int hold = 0; hold < 30_000; hold++) {
      if (hold == 1_000) {
        waits.add(late);
      }
      Holding holding = actors.holding(holders[hold % 2]);
      waits.stretch(7L * (hold + 1), holding, Evidence.SNAPSHOT, HolderState.RUNNING, false);
      holding.end();
    }
    waits.remove(wait);
    waits.remove(late);
    assertEquals(30_000 * 7, wait.segments().totalNs());
    assertEquals(29_000 * 7, late.segments().totalNs());
    assertTrue(wait.segments().size() < 100, () -> wait.segments().size() + " segments");
    for (KnownThread holder : holders) {
      assertEquals(15_000 * 7, ns(wait, actors.of(holder)));
      assertEquals(14_500 * 7, ns(late, actors.of(holder)));
    }
  }

  private static long ns(OpenWait wait, int holder) {
    long ns = 0;
    for (int i = 0; i < wait.segments().size(); i++) {
      ns += wait.segments().kind(i).holding.actor == holder ? wait.segments().ns(i) : 0;
    }
    return ns;
  }
}
