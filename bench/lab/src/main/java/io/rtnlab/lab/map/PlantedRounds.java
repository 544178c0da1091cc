// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.libc.Errno;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.address.AddressWitness.Session;
import io.rtnlab.probes.address.AddressWitness.Sighting;
import io.rtnlab.probes.address.KernelSymbols;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.results.map.Rounds.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Rounds: the RTNL is held, the request is made, the hold ends when the request is done or its time
 * is over.
 *
 * <pre>
 *  hold      ├──────────────────────────┤ ended
 *  passed       ├────┤
 *  waited       ├─ seen on the mutex ────────┤
 *  spun         ├─ CPU busy, not seen ───────┤
 * </pre>
 */
final class PlantedRounds {
  private static final Duration SHORTEST = Duration.ofMillis(3);
  private static final Duration LONGEST = Duration.ofMillis(48);

  /** Others want the RTNL as well. */
  private static final long GAP_NS = 500_000;

  /** A request must have overlapped so much of the hold to be said to have spun through it. */
  private static final long LEAST_OVERLAP_NS = 1_000_000;

  /** Of a restarted system call; a sleeper uses nearly none. */
  private static final double BUSY = 0.3;

  private final CalibratedHolder holder;
  private final Session watch;
  private final long mutex;
  private final int thread = ThreadId.current();
  private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
  private final Map<Long, Integer> others = new TreeMap<>();
  private Duration length = SHORTEST;
  private int rounds;

  PlantedRounds(CalibratedHolder holder, Session watch, long mutex) {
    this.holder = holder;
    this.watch = watch;
    this.mutex = mutex;
  }

  /** Begins to count other mutexes anew, and with the shortest hold. */
  void nextCell() {
    others.clear();
    length = SHORTEST;
    rounds = 0;
  }

  /** Other mutexes on which the request was seen waiting since {@link #nextCell}. */
  List<String> others() throws IOException {
    List<String> named = new ArrayList<>();
    for (Map.Entry<Long, Integer> each : others.entrySet()) {
      String name = KernelSymbols.symbolAt(each.getKey()).orElse("a mutex without a symbol");
      named.add("%s, waited for in %d of %d rounds".formatted(name, each.getValue(), rounds));
    }
    return named;
  }

  /** One round of this request. */
  Outcome round(Cell cell) throws IOException {
    rounds++;
    LockSupport.parkNanos(GAP_NS);
    if (cell.before().go() <= 0) {
      return Outcome.NOTHING;
    }
    int _ = watch.poll(_ -> {});
    Hold hold;
    long fromNs;
    long toNs;
    long cpuNs;
    int result;
    try (OpenHold open = holder.begin(length)) {
      cpuNs = cpu.getCurrentThreadCpuTime();
      fromNs = System.nanoTime();
      result = cell.act().go();
      toNs = System.nanoTime();
      cpuNs = cpu.getCurrentThreadCpuTime() - cpuNs;
      hold = open.end();
    }
    Seen seen = new Seen(fromNs, toNs);
    int _ = watch.poll(seen::consider);
    if (result > 0) {
      cell.undo().go();
    }
    Outcome outcome = outcome(hold, fromNs, toNs, cpuNs, result, seen.onRtnl);
    if (outcome == Outcome.NOTHING && length.compareTo(LONGEST) < 0) {
      length = length.multipliedBy(2); // something before the mutex takes longer than the hold
    }
    return outcome;
  }

  private static Outcome outcome(
      Hold hold, long fromNs, long toNs, long cpuNs, int result, boolean waited) {
    boolean during = toNs < hold.endedNs();
    if (waited && result > 0) {
      return Outcome.WAITED;
    }
    if (during && (result == -Errno.EAGAIN || result == -Errno.EBUSY)) {
      return Outcome.GAVE_UP;
    }
    if (result <= 0) {
      return Outcome.NOTHING;
    }
    if (during) {
      return Outcome.PASSED;
    }
    long overlapNs = hold.endedNs() - fromNs;
    return overlapNs >= LEAST_OVERLAP_NS && cpuNs >= BUSY * overlapNs
        ? Outcome.SPUN
        : Outcome.NOTHING;
  }

  /** On which mutexes this thread waited within one request. */
  private final class Seen {
    private final long fromNs;
    private final long toNs;
    private boolean onRtnl;

    private Seen(long fromNs, long toNs) {
      this.fromNs = fromNs;
      this.toNs = toNs;
    }

    private void consider(Sighting sighting) {
      if (sighting.thread() != thread || sighting.timeNs() < fromNs || sighting.timeNs() > toNs) {
        return;
      }
      if (sighting.mutex() == mutex) {
        onRtnl = true;
      } else {
        others.merge(sighting.mutex(), 1, Integer::sum);
      }
    }
  }
}
