// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.Probe;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.OtherCounts.HoldOffset;
import io.rtnlab.results.OtherCounts.Offsets;
import io.rtnlab.results.OtherCounts.ProbeCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every acquisition and hold that one probe reports, for comparing it with another. */
final class HoldRecorder implements EventSink {
  /** Holds beyond are counted, and not compared one by one. */
  private static final int MOST_KEPT = 1 << 20;

  private record Hold(int thread, long fromNs, long untilNs) {
    private long lengthNs() {
      return untilNs - fromNs;
    }
  }

  private final Probe probe;
  private final Map<Integer, Long> acquiredNs = new HashMap<>();
  private final Map<Integer, Long> waitingSinceNs = new HashMap<>();
  private final Map<Integer, Long> queuedSinceNs = new HashMap<>();
  private final List<Hold> holds = new ArrayList<>();
  private long sinceNs = Long.MAX_VALUE;
  private long untilNs = Long.MAX_VALUE;
  private long acquisitions;
  private long contended;
  private long waitNs;
  private long queued;
  private long queueNs;
  private long spunNs;
  private long held;
  private long holdNs;
  private long lost;

  /**
   * Starts with nothing.
   *
   * @param probe what it sees decides whether a release belongs to the last acquisition seen
   */
  HoldRecorder(Probe probe) {
    this.probe = probe;
  }

  /** Counts from here on; before, it only listens. */
  void countFrom(long nowNs) {
    sinceNs = nowNs;
  }

  /** What is acquired or released after this moment does not count. */
  void countUntil(long nowNs) {
    untilNs = nowNs;
  }

  @Override
  public void accept(LockEvent event) {
    switch (event) {
      case LockEvent.WaitBegin begin -> {
        waitingSinceNs.putIfAbsent(begin.thread(), begin.timeNs());
        if (begin.queued()) {
          queuedSinceNs.putIfAbsent(begin.thread(), begin.timeNs());
        }
      }
      case LockEvent.Acquired acquired -> acquired(acquired);
      case LockEvent.Released released -> released(released);
      case LockEvent.Lost gap -> {
        lost += gap.untilNs() >= sinceNs && gap.timeNs() <= untilNs ? gap.known() : 0;
        acquiredNs.clear();
        waitingSinceNs.clear();
        queuedSinceNs.clear();
      }
      default -> {
        // requests and names
      }
    }
  }

  private void acquired(LockEvent.Acquired acquired) {
    Long waitedSinceNs = waitingSinceNs.remove(acquired.thread());
    Long inQueueSinceNs = queuedSinceNs.remove(acquired.thread());
    if (acquired.result() != 0 || acquired.timeNs() < sinceNs || acquired.timeNs() > untilNs) {
      return;
    }
    acquisitions++;
    if (acquired.waited()) {
      long waitedNs = waitedSinceNs == null ? 0 : acquired.timeNs() - waitedSinceNs;
      contended++;
      waitNs += waitedNs;
      if (inQueueSinceNs == null) {
        spunNs += waitedNs;
      } else {
        queued++;
        queueNs += acquired.timeNs() - inQueueSinceNs;
      }
    }
    acquiredNs.put(acquired.thread(), acquired.timeNs());
  }

  private void released(LockEvent.Released released) {
    Long fromNs = acquiredNs.remove(released.thread());
    if (fromNs == null || !probe.seesEveryAcquisition() || released.timeNs() > untilNs) {
      return;
    }
    held++;
    holdNs += released.timeNs() - fromNs;
    if (holds.size() < MOST_KEPT) {
      holds.add(new Hold(released.thread(), fromNs, released.timeNs()));
    }
  }

  ProbeCount count() {
    return new ProbeCount(
        probe.name(),
        acquisitions,
        contended,
        waitNs,
        new OtherCounts.Queueing((Long) queued, (Long) queueNs, (Long) spunNs),
        held,
        holdNs,
        probe.holdBounds(),
        lost);
  }

  /** The holds themselves; null where the probe does not see all, or too many came to keep. */
  @Nullable RecordedHolds recordedHolds() {
    if (!probe.seesEveryAcquisition() || holds.isEmpty() || holds.size() == MOST_KEPT) {
      return null;
    }
    List<Hold> inOrder = holds.stream().sorted(Comparator.comparingLong(Hold::fromNs)).toList();
    return new RecordedHolds(
        probe.name(),
        inOrder.stream().mapToLong(Hold::fromNs).toArray(),
        inOrder.stream().mapToLong(Hold::untilNs).toArray(),
        inOrder.stream().mapToInt(Hold::thread).toArray());
  }

  /** These holds beside those of another log; null where one of the two has none. */
  @Nullable HoldOffset against(HoldRecorder other) {
    if (holds.isEmpty() || other.holds.isEmpty()) {
      return null;
    }
    List<Hold> ours = inOrder(holds);
    List<Hold> theirs = inOrder(other.holds);
    List<Long> begins = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    int our = 0;
    int their = 0;
    while (our < ours.size() && their < theirs.size()) {
      Hold one = ours.get(our);
      Hold two = theirs.get(their);
      if (before(one, two)) {
        our++;
      } else if (before(two, one)) {
        their++;
      } else {
        begins.add(one.fromNs - two.fromNs);
        ends.add(one.untilNs - two.untilNs);
        lengths.add(one.lengthNs() - two.lengthNs());
        our++;
        their++;
      }
    }
    int matched = begins.size();
    return new HoldOffset(
        probe.name(),
        other.probe.name(),
        matched,
        ours.size() - matched,
        theirs.size() - matched,
        offsets(begins),
        offsets(ends),
        offsets(lengths));
  }

  private static boolean before(Hold one, Hold two) {
    return one.thread != two.thread ? one.thread < two.thread : one.untilNs < two.fromNs;
  }

  private static List<Hold> inOrder(List<Hold> holds) {
    return holds.stream()
        .sorted(Comparator.comparingInt(Hold::thread).thenComparingLong(Hold::fromNs))
        .toList();
  }

  private static @Nullable Offsets offsets(List<Long> values) {
    if (values.isEmpty()) {
      return null;
    }
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Offsets(
        sorted[0],
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.99)],
        sorted[sorted.length - 1]);
  }
}
