// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chain behind the holder: while threads wait for one mutex, its holder may itself wait for
 * another lock, which a third thread holds that never had the mutex.
 *
 * <pre>
 *  waiter   begin(rtnl) ──────────────────────────────────── end(rtnl)
 *  holder          begin(lock) ───────────── end(lock) release(rtnl)
 *  root                            release(lock)
 * </pre>
 *
 * A release of the mutex shows who held it; that thread's own waits during the hold show for which
 * lock it waited, and the last release of that lock (or the wake-up) because of whom. All of it
 * lies in the past when it is reported, and nothing is inferred from a lock whose release was not
 * seen: its root is unknown then. Fed with the events of all locks; bounded memory.
 */
public final class ChainTracker implements Consumer<RecordedEvent> {
  /** No thread was seen to release the lock that the holder waited for. */
  public static final int UNKNOWN_ROOT = -1;

  private static final int FLAG_SPIN = 1;
  private static final int KEPT_WAITS = 64;
  private static final int LONGEST_CHAIN = 8;
  private static final int MOST_THREADS = 1 << 16;

  /** Of a wait's length, the share that a wait behind it must cover to be its cause. */
  private static final double CAUSE = 0.5;

  /**
   * So long one thread waited for the mutex while its holder waited for another thread.
   *
   * @param waiter thread id
   * @param holder thread id of the one that held the mutex
   * @param lock address of the lock that the holder waited for
   * @param root thread id of the last of the chain, or {@link #UNKNOWN_ROOT}
   */
  public record Because(int waiter, int holder, long lock, int root) {}

  /** A wait that is over. */
  private record Wait(long lock, long fromNs, long untilNs, int releaser) {}

  private record Open(long lock, long fromNs) {}

  private record Release(long timeNs, int thread) {}

  private final long mutex;

  /** Who waits for the mutex, and since when. */
  private final Map<Integer, Long> waiting = new HashMap<>();

  private final Map<Integer, Open> open = new HashMap<>();
  private final Map<Integer, Deque<Wait>> over = new HashMap<>();
  private final Map<Long, Release> released = new HashMap<>();

  /** Who woke a thread last, inside its wait. */
  private final Map<Integer, Release> woken = new HashMap<>();

  private final Set<Integer> queued = new HashSet<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Because, Long> sums = new HashMap<>();
  private long heldSinceNs = Long.MIN_VALUE;
  private boolean reported;

  /** Follows one mutex. */
  public ChainTracker(long mutex) {
    this.mutex = mutex;
  }

  @Override
  public void accept(RecordedEvent event) {
    if (Math.max(over.size(), names.size()) > MOST_THREADS) {
      forget();
    }
    switch (event) {
      case RecordedEvent.Begin begin -> begin(begin);
      case RecordedEvent.End end -> end(end);
      case RecordedEvent.Release release -> release(release);
      case RecordedEvent.Waking waking -> waking(waking);
      case RecordedEvent.Lost _ -> forget();
    }
  }

  private void forget() {
    waiting.clear();
    open.clear();
    over.clear();
    released.clear();
    woken.clear();
    queued.clear();
    names.clear();
    heldSinceNs = Long.MIN_VALUE;
  }

  private void begin(RecordedEvent.Begin begin) {
    name(begin.thread(), begin.name());
    if (begin.lock() == mutex) {
      waiting.putIfAbsent(begin.thread(), begin.timeNs());
      if (begin.flags() >= 0 && (begin.flags() & FLAG_SPIN) == 0) {
        queued.add(begin.thread());
      }
    } else {
      Open before = open.get(begin.thread());
      if (before == null || before.lock != begin.lock()) {
        open.put(begin.thread(), new Open(begin.lock(), begin.timeNs()));
      }
    }
  }

  private void end(RecordedEvent.End end) {
    name(end.thread(), end.name());
    if (end.lock() == mutex) {
      waiting.remove(end.thread());
      queued.remove(end.thread());
      if (end.result() == 0) {
        heldSinceNs = end.timeNs();
      }
      return;
    }
    Open wait = open.remove(end.thread());
    if (wait != null && wait.lock == end.lock()) {
      Deque<Wait> waits = over.computeIfAbsent(end.thread(), _ -> new ArrayDeque<>());
      if (waits.size() == KEPT_WAITS) {
        waits.removeFirst();
      }
      waits.addLast(new Wait(wait.lock, wait.fromNs, end.timeNs(), releaser(end.thread(), wait)));
    }
  }

  /** The last who released the lock during the wait, else the last who woke the waiter. */
  private int releaser(int thread, Open wait) {
    Release release = released.get(wait.lock);
    if (release == null || release.timeNs < wait.fromNs || release.thread == thread) {
      release = woken.get(thread);
    }
    return release == null || release.timeNs < wait.fromNs ? UNKNOWN_ROOT : release.thread;
  }

  private void release(RecordedEvent.Release release) {
    name(release.thread(), release.name());
    if (release.lock() == mutex) {
      reported = true;
      settle(release.thread(), release.timeNs());
    } else {
      released.put(release.lock(), new Release(release.timeNs(), release.thread()));
    }
  }

  private void waking(RecordedEvent.Waking waking) {
    if (waking.inInterrupt()) {
      return;
    }
    if (open.containsKey(waking.woken())) {
      name(waking.thread(), waking.name());
      woken.put(waking.woken(), new Release(waking.timeNs(), waking.thread()));
    }
    if (!reported && queued.contains(waking.woken())) {
      name(waking.thread(), waking.name());
      settle(waking.thread(), waking.timeNs());
    }
  }

  /** The holder lets go: each of its waits since it got the mutex is charged to a thread. */
  private void settle(int holder, long untilNs) {
    Deque<Wait> waits = over.getOrDefault(holder, new ArrayDeque<>());
    for (Wait wait : waits) {
      long fromNs = Math.max(wait.fromNs, heldSinceNs);
      int root = root(wait, 0);
      waiting.forEach(
          (waiter, sinceNs) -> {
            long ns = wait.untilNs - Math.max(fromNs, sinceNs);
            if (waiter != holder && ns > 0) {
              sums.merge(new Because(waiter, holder, wait.lock, root), ns, Long::sum);
            }
          });
    }
    waits.clear();
    heldSinceNs = untilNs;
  }

  /** Who released a lock may have waited for another meanwhile. */
  private int root(Wait wait, int depth) {
    if (wait.releaser == UNKNOWN_ROOT || depth == LONGEST_CHAIN) {
      return wait.releaser;
    }
    Wait behind = longestWithin(over.get(wait.releaser), wait);
    return behind == null || behind.releaser == UNKNOWN_ROOT
        ? wait.releaser
        : root(behind, depth + 1);
  }

  private static @Nullable Wait longestWithin(@Nullable Deque<Wait> waits, Wait outer) {
    if (waits == null) {
      return null;
    }
    return waits.stream()
        .filter(wait -> overlapNs(wait, outer) >= CAUSE * (outer.untilNs - outer.fromNs))
        .max(Comparator.comparingLong(wait -> overlapNs(wait, outer)))
        .orElse(null);
  }

  private static long overlapNs(Wait one, Wait other) {
    return Math.min(one.untilNs, other.untilNs) - Math.max(one.fromNs, other.fromNs);
  }

  private void name(int thread, String name) {
    if (!name.isEmpty()) {
      names.put(thread, name);
    }
  }

  /** What a thread was called last; empty where no event named it. */
  public String name(int thread) {
    return names.getOrDefault(thread, "");
  }

  /**
   * Nanoseconds that threads waited for the mutex while its holder waited for another lock, the
   * largest first.
   */
  public List<Map.Entry<Because, Long>> sums() {
    List<Map.Entry<Because, Long>> all = new ArrayList<>(sums.entrySet());
    all.sort(Map.Entry.<Because, Long>comparingByValue().reversed());
    return List.copyOf(all);
  }
}
