// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ftrace.MutexCalls;
import io.rtnlab.results.map.Counted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rounds in which no thread holds the mutex: a backend that sees every acquisition counts what the
 * request takes, and kprobes name the mutexes. Where both open, no hold needs to be planted.
 */
final class CountedRounds implements AutoCloseable {
  /** In so many requests the mutexes are named, which takes longer than to count the RTNL. */
  private static final int NAMED = 12;

  private final String backend;
  private final Capture capture;
  private final MutexCalls calls;
  private final long mutex;
  private final int thread = ThreadId.current();

  private CountedRounds(String backend, Capture capture, MutexCalls calls, long mutex) {
    this.backend = backend;
    this.capture = capture;
    this.calls = calls;
    this.mutex = mutex;
  }

  /** Opens the first backend that can; empty where none does. For requests of this thread. */
  static Optional<CountedRounds> open(long mutex) throws IOException {
    for (Backend backend : Backends.exact()) {
      if (backend.probe().check() instanceof Availability.Available) {
        MutexCalls calls;
        try {
          calls = MutexCalls.of(ThreadId.current());
        } catch (IOException noKprobes) {
          return Optional.empty();
        }
        try {
          Capture capture = backend.probe().open(CaptureOptions.of(mutex));
          return Optional.of(new CountedRounds(backend.name(), capture, calls, mutex));
        } catch (IOException refused) {
          calls.close();
          throw refused;
        }
      }
    }
    return Optional.empty();
  }

  /** The backend's name. */
  String backend() {
    return backend;
  }

  /** Makes a request until enough is known. */
  Counted count(Cell cell, int enough, int most) throws IOException {
    TreeMap<String, Integer> others = new TreeMap<>();
    List<Long> holds = new ArrayList<>();
    int made = 0;
    int locked = 0;
    int tried = 0;
    boolean alwaysTried = true;
    long acquisitions = 0;
    long lostBefore = capture.statistics().lost();
    for (int round = 0; round < most && !(made >= enough && locked == made); round++) {
      if (cell.before().go() <= 0) {
        continue;
      }
      int _ = capture.poll(_ -> {});
      boolean named = made < NAMED;
      if (named) {
        calls.listen();
      }
      long fromNs = System.nanoTime();
      int result = cell.act().go();
      long toNs = System.nanoTime();
      Taken taken = new Taken(fromNs, toNs);
      int _ = capture.poll(taken::consider);
      List<MutexCalls.Call> seen = named ? calls.take(fromNs, toNs) : List.of();
      if (result <= 0) {
        continue;
      }
      cell.undo().go();
      made++;
      taken.sum(holds);
      acquisitions += taken.acquiredNs.size();
      List<MutexCalls.Call> onRtnl = seen.stream().filter(c -> c.address() == mutex).toList();
      locked += taken.acquiredNs.isEmpty() && onRtnl.isEmpty() ? 0 : 1;
      alwaysTried &= onRtnl.stream().allMatch(MutexCalls.Call::tried);
      tried += onRtnl.isEmpty() ? 0 : 1;
      seen.stream()
          .filter(call -> call.address() != mutex)
          .map(MutexCalls.Call::mutex)
          .distinct()
          .forEach(name -> others.merge(name, 1, Integer::sum));
    }
    long lost = capture.statistics().lost() - lostBefore;
    return new Counted(
        backend,
        made,
        locked,
        alwaysTried && tried > 0 ? locked : 0,
        acquisitions,
        median(holds),
        Math.min(made, NAMED),
        others,
        lost);
  }

  private static long median(List<Long> holds) {
    List<Long> sorted = holds.stream().sorted().toList();
    return sorted.isEmpty() ? Counted.NO_HOLD : sorted.get(sorted.size() / 2);
  }

  @Override
  public void close() {
    capture.close();
    calls.close();
  }

  /** What this thread took within one request. Events of several CPUs come in any order. */
  private final class Taken {
    private final long fromNs;
    private final long toNs;
    private final List<Long> acquiredNs = new ArrayList<>();
    private final List<Long> releasedNs = new ArrayList<>();

    private Taken(long fromNs, long toNs) {
      this.fromNs = fromNs;
      this.toNs = toNs;
    }

    private void consider(LockEvent event) {
      if (event.timeNs() < fromNs || event.timeNs() > toNs) {
        return;
      }
      if (event instanceof LockEvent.Acquired got && got.thread() == thread && got.result() == 0) {
        acquiredNs.add(got.timeNs());
      } else if (event instanceof LockEvent.Released let && let.thread() == thread) {
        releasedNs.add(let.timeNs());
      }
    }

    private void sum(List<Long> holds) {
      acquiredNs.sort(null);
      releasedNs.sort(null);
      if (acquiredNs.size() == releasedNs.size()) {
        for (int i = 0; i < acquiredNs.size(); i++) {
          holds.add(releasedNs.get(i) - acquiredNs.get(i));
        }
      }
    }
  }
}
