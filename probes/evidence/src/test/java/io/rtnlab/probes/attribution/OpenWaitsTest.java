package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenWaitsTest {
  private final Parties parties = new Parties(List.of("a", "b"));
  private final List<Told> told = new ArrayList<>();
  private final OpenWaits waits =
      new OpenWaits(
          (waiter, fromNs, untilNs, holder, evidence, changeInside) ->
              told.add(new Told(waiter, evidence, untilNs - fromNs)),
          parties);

  private record Told(int waiter, Evidence evidence, long ns) {}

  private static OpenWait begin(int thread, long timeNs) {
    OpenWait wait = new OpenWait(new KnownThread(thread));
    wait.begin(timeNs, 0, true);
    return wait;
  }

  private static long ns(OpenWait wait, Evidence evidence) {
    long ns = 0;
    for (int i = 0; i < wait.pieces().size(); i++) {
      ns += wait.pieces().kind(i).evidence == evidence ? wait.pieces().ns(i) : 0;
    }
    return ns;
  }

  @Test
  void aWaitThatBeginsInMidStretchGetsTheRestOfIt() {
    Holding unknown = Holding.ofNoThread(parties.unknown);
    Holding nobody = Holding.ofNoThread(parties.nobody);
    OpenWait first = begin(1, 100);
    waits.add(first);
    OpenWait second = begin(2, 130);
    waits.add(second);
    waits.stretch(150, unknown, Evidence.UNKNOWN, Doing.RUNNING, false);
    waits.stretch(160, nobody, Evidence.HANDOVER, Doing.RUNNING, false);
    waits.remove(first);
    waits.stretch(180, nobody, Evidence.HANDOVER, Doing.RUNNING, true);
    waits.remove(second);
    assertEquals(50, ns(first, Evidence.UNKNOWN));
    assertEquals(10, ns(first, Evidence.HANDOVER));
    assertEquals(20, ns(second, Evidence.UNKNOWN));
    assertEquals(30, ns(second, Evidence.HANDOVER));
  }

  /** Far more kinds than are told apart, waits that come and go, some without a CPU. */
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
        assertEquals(timeNs - wait.beginNs, wait.pieces().totalNs());
        for (Evidence evidence : Evidence.values()) {
          int waiter = slot;
          long toldNs =
              told.stream()
                  .filter(piece -> piece.waiter == waiter && piece.evidence == evidence)
                  .mapToLong(Told::ns)
                  .sum();
          assertEquals(toldNs, ns(wait, evidence), evidence::toString);
        }
        told.removeIf(piece -> piece.waiter == wait.thread.id);
        through += wait.pieces().size() > KindTotals.MOST ? 1 : 0;
        open[slot] = null;
      } else if (random.nextInt(4) == 0) {
        wait.preemptedSinceNs = timeNs + random.nextInt(20);
      } else {
        wait.preemptedSinceNs = OpenWait.NEVER;
      }
      timeNs += random.nextInt(30);
      Holding holding = Holding.of(new KnownThread(1000 + round), parties); // never decided
      Evidence evidence = random.nextInt(3) == 0 ? Evidence.UNKNOWN : Evidence.PROVED;
      waits.stretch(timeNs, holding, evidence, Doing.RUNNING, random.nextBoolean());
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
      Holding holding = Holding.of(holders[hold % 2], parties);
      waits.stretch(7L * (hold + 1), holding, Evidence.SNAPSHOT, Doing.RUNNING, false);
      holding.end();
    }
    waits.remove(wait);
    waits.remove(late);
    assertEquals(30_000 * 7, wait.pieces().totalNs());
    assertEquals(29_000 * 7, late.pieces().totalNs());
    assertTrue(wait.pieces().size() < 100, () -> wait.pieces().size() + " pieces");
    for (KnownThread holder : holders) {
      assertEquals(15_000 * 7, ns(wait, parties.of(holder)));
      assertEquals(14_500 * 7, ns(late, parties.of(holder)));
    }
  }

  private static long ns(OpenWait wait, int holder) {
    long ns = 0;
    for (int i = 0; i < wait.pieces().size(); i++) {
      ns += wait.pieces().kind(i).holding.party == holder ? wait.pieces().ns(i) : 0;
    }
    return ns;
  }
}
