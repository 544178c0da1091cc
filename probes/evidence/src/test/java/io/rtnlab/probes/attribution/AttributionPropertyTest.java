// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.attribution.SimulatedMutex.Hold;
import io.rtnlab.probes.attribution.SimulatedMutex.ProbeCapabilities;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.LedgerRow;
import io.rtnlab.probes.ledger.WaitSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a mutex does, the ledger never claims what is not true. */
class AttributionPropertyTest {
  private static final int SEEDS = 25;
  private static final int STEPS = 20_000;
  private static final List<String> OPERATIONS = List.of("a", "b", "c");

  private record WaitSegment(
      int waiter, long fromNs, long untilNs, int holder, Evidence evidence) {}

  private record Wait(int waiter, long beginNs, long endNs) {}

  /** One simulated run, taken apart. */
  private static final class Run {
    final List<WaitSegment> segments = new ArrayList<>();
    final List<Wait> waits = new ArrayList<>();
    final TreeMap<Long, Hold> truth = new TreeMap<>();
    final Ledger ledger;
    final int ours;

    Run(long seed, ProbeCapabilities capabilities) {
      this(seed, capabilities, 0);
    }

    Run(long seed, ProbeCapabilities capabilities, int tryLockers) {
      Attribution attribution =
          new Attribution(
              OPERATIONS,
              new io.rtnlab.probes.event.ProbeCapabilities(
                  capabilities == ProbeCapabilities.EVERYTHING, true),
              new WaitObserver() {
                @Override
                public void segment(
                    int waiter,
                    long fromNs,
                    long untilNs,
                    int holder,
                    Evidence evidence,
                    boolean ownerChangedWithin,
                    HolderState state) {
                  segments.add(new WaitSegment(waiter, fromNs, untilNs, holder, evidence));
                }

                @Override
                public void ended(int waiter, long beginNs, long endNs, int result) {
                  waits.add(new Wait(waiter, beginNs, endNs));
                }
              });
      ours = 2 + (int) (seed % 5);
      SimulatedMutex mutex =
          new SimulatedMutex(
              seed, 2 + (int) (seed % 5), (int) (seed % 3), tryLockers, capabilities, attribution);
      mutex.run(STEPS);
      mutex.holds.forEach(hold -> truth.put(hold.fromNs(), hold));
      ledger = attribution.ledger();
    }

    /**
     * How long others waited while a thread held, or none.
     *
     * @param shown whether a hold begins when its acquisition showed, which comes a moment later
     */
    Map<Integer, Long> truth(boolean shown) {
      Map<Integer, Long> truth = new HashMap<>();
      for (Wait wait : waits) {
        long ownedNs = 0;
        Long first = this.truth.floorKey(wait.beginNs);
        for (Hold hold : this.truth.tailMap(first == null ? Long.MIN_VALUE : first).values()) {
          if (hold.fromNs() >= wait.endNs) {
            break;
          }
          long fromNs = Math.max(wait.beginNs, shown ? hold.shownNs() : hold.fromNs());
          long ns = Math.max(0, Math.min(wait.endNs, hold.untilNs()) - fromNs);
          if (hold.thread() != wait.waiter) {
            truth.merge(hold.thread(), ns, Long::sum);
            ownedNs += ns;
          }
        }
        truth.merge(0, wait.endNs - wait.beginNs - ownedNs, Long::sum);
      }
      return truth;
    }

    /** Of all waits that are over. */
    long segmentNs(Evidence evidence) {
      Map<Integer, Long> overUntilNs = new HashMap<>();
      waits.forEach(wait -> overUntilNs.merge(wait.waiter, wait.endNs, Math::max));
      return segments.stream()
          .filter(segment -> segment.evidence == evidence)
          .filter(segment -> segment.untilNs <= overUntilNs.getOrDefault(segment.waiter, 0L))
          .mapToLong(segment -> segment.untilNs - segment.fromNs)
          .sum();
    }

    /** What the ledger calls a thread: ours do one operation each. */
    String actor(int thread) {
      return thread >= 100 && thread < 100 + ours ? OPERATIONS.get(thread % 3) : "thread " + thread;
    }

    Hold ownerAt(long timeNs) {
      return truth.floorEntry(timeNs).getValue();
    }

    boolean owns(int thread, long timeNs) {
      Hold hold = ownerAt(timeNs);
      return hold.thread() == thread && hold.untilNs() >= timeNs;
    }
  }

  @ParameterizedTest
  @EnumSource(ProbeCapabilities.class)
  void provedTimeIsTrue(ProbeCapabilities capabilities) {
    long proved = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      for (WaitSegment segment : run.segments) {
        if (segment.evidence == Evidence.PROVED) {
          Hold hold = run.ownerAt(segment.fromNs);
          assertEquals(segment.holder, hold.thread(), () -> segment + " but " + hold);
          assertTrue(hold.untilNs() >= segment.untilNs, () -> segment + " but " + hold);
          proved += segment.untilNs - segment.fromNs;
        }
      }
    }
    assertEquals(
        capabilities == ProbeCapabilities.TRACEPOINTS, proved == 0, "proved " + proved + " ns");
  }

  @ParameterizedTest
  @EnumSource(ProbeCapabilities.class)
  void whileOneIsTheSoleHolderNoOtherOwns(ProbeCapabilities capabilities) {
    long sole = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      for (WaitSegment segment : run.segments) {
        if (segment.evidence == Evidence.SOLE) {
          run
              .truth
              .headMap(segment.untilNs, false)
              .tailMap(run.truth.floorKey(segment.fromNs))
              .values()
              .stream()
              .filter(hold -> hold.untilNs() > segment.fromNs && hold.shownNs() < segment.untilNs)
              .forEach(hold -> assertEquals(segment.holder, hold.thread(), segment + " " + hold));
          sole += segment.untilNs - segment.fromNs;
        }
      }
    }
    assertTrue(sole > 0, capabilities::toString);
  }

  @ParameterizedTest
  @EnumSource(ProbeCapabilities.class)
  void aSnapshotOwnerOwnsAtOneEnd(ProbeCapabilities capabilities) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      for (WaitSegment segment : run.segments) {
        if (segment.evidence == Evidence.SNAPSHOT) {
          assertTrue(
              run.owns(segment.holder, segment.fromNs) || run.owns(segment.holder, segment.untilNs),
              () -> segment + " but " + run.ownerAt(segment.fromNs));
        }
      }
    }
  }

  /** The truth knows nothing of events or of the ledger's rules: who held while who waited. */
  @ParameterizedTest
  @EnumSource(ProbeCapabilities.class)
  void theTruthLiesWithinTheBounds(ProbeCapabilities capabilities) {
    for (int tryLockers = 0; tryLockers <= 2; tryLockers++) {
      for (long seed = 0; seed < SEEDS; seed++) {
        assertTruthWithin(new Run(seed, capabilities, tryLockers));
      }
    }
  }

  private static void assertTruthWithin(Run run) {
    Map<Integer, Long> least = run.truth(true);
    Map<Integer, Long> most = run.truth(false);
    WaitSplit waits = run.ledger.waits();
    assertTrue(waits.handoverLowNs() <= least.getOrDefault(0, 0L), () -> waits + " but " + least);
    assertTrue(waits.handoverHighNs() >= most.getOrDefault(0, 0L), () -> waits + " but " + most);
    Map<String, Long> leastByActor = new HashMap<>();
    Map<String, Long> mostByActor = new HashMap<>();
    least.forEach((thread, ns) -> leastByActor.merge(run.actor(thread), ns, Long::sum));
    most.forEach((thread, ns) -> mostByActor.merge(run.actor(thread), ns, Long::sum));
    for (HolderBounds bounds : run.ledger.bounds()) {
      String holder = bounds.holder().label();
      assertTrue(
          bounds.lowNs() <= mostByActor.getOrDefault(holder, 0L),
          () -> bounds + " but " + mostByActor);
      assertTrue(
          bounds.highNs() >= leastByActor.getOrDefault(holder, 0L),
          () -> bounds + " but " + leastByActor);
      assertTrue(bounds.lowNs() <= bounds.namedNs() && bounds.namedNs() <= bounds.highNs());
    }
  }

  @ParameterizedTest
  @EnumSource(ProbeCapabilities.class)
  void noWaiterIsBlamedWhileItWaits(ProbeCapabilities capabilities) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      Map<Integer, TreeMap<Long, Wait>> waitsOf = new HashMap<>();
      for (Wait wait : run.waits) {
        waitsOf.computeIfAbsent(wait.waiter, _ -> new TreeMap<>()).put(wait.beginNs, wait);
      }
      for (WaitSegment segment : run.segments) {
        if (segment.holder == LockEvent.OWNER_NONE) {
          assertFalse(segment.evidence.namesHolder(), segment::toString);
          continue;
        }
        var before =
            waitsOf.getOrDefault(segment.holder, new TreeMap<>()).lowerEntry(segment.untilNs);
        if (before != null) {
          assertTrue(
              before.getValue().endNs <= segment.fromNs,
              () -> segment + " blames a waiter: " + before.getValue());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ProbeCapabilities.class)
  void allSumsAddUp(ProbeCapabilities capabilities) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      Ledger ledger = run.ledger;
      assertTrue(ledger.checks().sound(), () -> ledger.checks().toString());
      assertEquals(0, ledger.checks().leftOut().waits());
      assertEquals(0, ledger.checks().leftOut().requests());
      assertEquals(run.waits.size(), ledger.waits().waits());
      long waitNs = run.waits.stream().mapToLong(wait -> wait.endNs - wait.beginNs).sum();
      assertEquals(waitNs, ledger.waits().totalNs());
      assertEquals(waitNs, ledger.blame().stream().mapToLong(BlameCell::ns).sum());
      for (Evidence evidence : Evidence.values()) {
        long reportedNs = run.segmentNs(evidence);
        assertEquals(reportedNs, ledger.waits().ns(evidence), evidence::toString);
      }
      long inRows = ledger.operations().stream().mapToLong(row -> row.waiting().totalNs()).sum();
      assertEquals(
          waitNs,
          inRows
              + ledger.statistics().foreign().totalNs()
              + ledger.checks().stillOpen().requestWaitNs());
      for (LedgerRow row : ledger.operations()) {
        assertTrue(row.systemCallRestNs() >= 0, row::toString);
        assertTrue(row.remainderNs() >= 0, row::toString);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = ProbeCapabilities.class, names = "EVERYTHING")
  void holdsThatShowAreMeasuredWithoutOverlap(ProbeCapabilities capabilities) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      assertTrue(run.ledger.holds().holds() > 100, run.ledger.holds()::toString);
      assertEquals(0, run.ledger.holds().overlaps());
      long measured = 0;
      for (LedgerRow row : run.ledger.operations()) {
        LedgerRow.OwnHold hold = row.ownHold();
        measured += hold == null ? 0 : hold.ns();
      }
      int ours = 2 + (int) (seed % 5);
      long truth =
          run.truth.values().stream()
              .filter(hold -> hold.thread() < 100 + ours)
              .mapToLong(hold -> hold.untilNs() - hold.fromNs())
              .sum();
      assertTrue(measured <= truth, measured + " of " + truth);
      assertTrue(measured > truth / 2, measured + " of " + truth);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ProbeCapabilities.class,
      names = "TRACEPOINTS",
      mode = EnumSource.Mode.EXCLUDE)
  void mostOwnedTimeIsNamed(ProbeCapabilities capabilities) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, capabilities);
      WaitSplit waits = run.ledger.waits();
      double owned = waits.namedNs() + waits.unknownNs();
      assertTrue(waits.namedNs() > 0.9 * owned, waits::toString);
    }
  }
}
