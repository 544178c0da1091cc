// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.OtherLocks;
import io.rtnlab.probes.stack.LockCaller;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Locks other than the mutex: what each is called, and how long requests of ours waited for it. */
final class OtherLockSums {
  private static final int MOST_KEPT = 64;

  private record Waits(int operation, int lock) {}

  private record Named(String operation, LockKey lock) {}

  private static final class Sum {
    long waits;
    long ns;
    long longestNs;

    void add(long count, long sumNs, long mostNs) {
      waits += count;
      ns += sumNs;
      longestNs = Math.max(longestNs, mostNs);
    }
  }

  private final Map<Integer, LockKey> keys = new HashMap<>();
  private final Map<Waits, Sum> sums = new HashMap<>();
  private final Map<HolderState.Waiting, HolderState.Waiting> states = new HashMap<>();
  private boolean spinlockSeen;

  /** Learns a lock's name; one without a symbol is called after who first waited for it. */
  void name(LockEvent.LockSeen seen, List<String> frames) {
    LockKey key = seen.key();
    spinlockSeen |= key.kind().equals(LockKey.SPINLOCK);
    String caller = key.name().isEmpty() ? LockCaller.of(frames) : "";
    keys.put(seen.lock(), caller.isEmpty() ? key : key.named(key.kind() + " in " + caller));
  }

  /** What an owner does that waits for this lock; equal ones are one. */
  HolderState.Waiting waiting(int lock, Actor root) {
    HolderState.Waiting state =
        new HolderState.Waiting(keys.getOrDefault(lock, LockKey.UNKNOWN).withoutAddress(), root);
    HolderState.Waiting known = states.putIfAbsent(state, state);
    return known == null ? state : known;
  }

  /** A request of ours waited for it. */
  void waited(int operation, int lock, long ns) {
    sums.computeIfAbsent(new Waits(operation, lock), _ -> new Sum()).add(1, ns, ns);
  }

  /** Locks of one name together, most time first. */
  OtherLocks result(List<String> operations) {
    Map<Named, Sum> named = new HashMap<>();
    sums.forEach(
        (waits, sum) ->
            named
                .computeIfAbsent(
                    new Named(
                        operations.get(waits.operation),
                        keys.getOrDefault(waits.lock, LockKey.UNKNOWN).withoutAddress()),
                    _ -> new Sum())
                .add(sum.waits, sum.ns, sum.longestNs));
    List<OtherLocks.Time> times =
        named.entrySet().stream()
            .map(
                entry ->
                    new OtherLocks.Time(
                        entry.getKey().operation,
                        entry.getKey().lock,
                        entry.getValue().waits,
                        entry.getValue().ns,
                        entry.getValue().longestNs))
            .sorted(
                Comparator.comparingLong(OtherLocks.Time::ns)
                    .reversed()
                    .thenComparing(OtherLocks.Time::operation)
                    .thenComparing(time -> time.lock().label()))
            .limit(MOST_KEPT)
            .toList();
    return new OtherLocks(times, spinlockSeen);
  }
}
