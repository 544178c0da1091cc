// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.rtnlab.probes.stack.RtnlLockers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which mutexes threads waited for, how long, and which of them are {@code rtnl_mutex} by the
 * stacks. Constant memory: of very many mutexes those are forgotten that were hardly waited for.
 */
final class MutexSurvey implements Consumer<RecordedEvent> {
  /** {@code LCB_F_MUTEX} (include/trace/events/lock.h). */
  private static final int FLAG_MUTEX = 32;

  private static final String RTNL_UNLOCK = "__rtnl_unlock";
  private static final int NAMES_KEPT = 3;
  private static final int MOST_MUTEXES = 1 << 17;

  /** A thread that waits for a mutex may wait for other locks meanwhile, one inside the other. */
  private static final int MOST_NESTED = 4;

  private static final int MOST_THREADS = 1 << 17;

  /**
   * What was seen of one mutex.
   *
   * @param waits that were seen to begin and end
   * @param waitNs their length
   * @param names of some that waited
   * @param taken begins of waits whose stack proves that it is {@code rtnl_mutex}
   * @param released releases inside {@code __rtnl_unlock}, which only {@code rtnl_mutex} has
   * @param likely begins of waits whose stack shows a function that takes it, and perhaps others
   */
  record Candidate(
      long address,
      long waits,
      long waitNs,
      List<String> names,
      long taken,
      long likely,
      long released) {}

  private record Open(long lock, long beginNs) {}

  private static final class Seen {
    private long waits;
    private long waitNs;
    private long taken;
    private long likely;
    private long released;
    private List<String> names = List.of();
  }

  private final Map<Long, Seen> mutexes = new HashMap<>();
  private final Map<Integer, List<Open>> open = new HashMap<>();
  private long forgotten;

  @Override
  public void accept(RecordedEvent event) {
    switch (event) {
      case RecordedEvent.Begin begin -> {
        if (begin.flags() == RecordedEvent.FLAGS_UNKNOWN || (begin.flags() & FLAG_MUTEX) != 0) {
          begin(begin);
        }
      }
      case RecordedEvent.End end -> end(end);
      case RecordedEvent.Release release -> release(release);
      case RecordedEvent.Waking _ -> {}
      case RecordedEvent.Lost _ -> open.clear();
    }
  }

  private void begin(RecordedEvent.Begin begin) {
    if (mutexes.size() == MOST_MUTEXES && !mutexes.containsKey(begin.lock())) {
      forgetHalf();
    }
    Seen seen = mutexes.computeIfAbsent(begin.lock(), _ -> new Seen());
    opened(begin);
    if (seen.names.size() < NAMES_KEPT
        && !begin.name().isEmpty()
        && !seen.names.contains(begin.name())) {
      seen.names = new ArrayList<>(seen.names);
      seen.names.add(begin.name());
    }
    switch (RtnlLockers.verdict(begin.stack())) {
      case CERTAIN -> {
        seen.taken++;
        seen.likely++;
      }
      case LIKELY -> seen.likely++;
      case UNKNOWN -> {}
    }
  }

  /** rtnl_lock() is often a tail call and so on no stack; __rtnl_unlock() calls mutex_unlock(). */
  private void release(RecordedEvent.Release release) {
    Seen seen = mutexes.get(release.lock());
    if (seen != null && release.stack().stream().anyMatch(RTNL_UNLOCK::equals)) {
      seen.released++;
    }
  }

  /** Several begins belong to one wait: the first counts. */
  private void opened(RecordedEvent.Begin begin) {
    if (open.size() == MOST_THREADS && !open.containsKey(begin.thread())) {
      open.clear();
    }
    List<Open> waits = open.computeIfAbsent(begin.thread(), _ -> new ArrayList<>(1));
    if (waits.stream().noneMatch(wait -> wait.lock == begin.lock())) {
      if (waits.size() == MOST_NESTED) {
        waits.removeFirst();
      }
      waits.add(new Open(begin.lock(), begin.timeNs()));
    }
  }

  private void end(RecordedEvent.End end) {
    List<Open> waits = open.get(end.thread());
    if (waits == null) {
      return;
    }
    for (Iterator<Open> each = waits.iterator(); each.hasNext(); ) {
      Open wait = each.next();
      Seen seen = mutexes.get(wait.lock);
      if (wait.lock == end.lock() && seen != null) {
        seen.waits++;
        seen.waitNs += end.timeNs() - wait.beginNs;
        each.remove();
      }
    }
    if (waits.isEmpty()) {
      open.remove(end.thread());
    }
  }

  private void forgetHalf() {
    long[] waited = mutexes.values().stream().mapToLong(seen -> seen.waitNs).sorted().toArray();
    long atMostNs = waited[waited.length / 2];
    int before = mutexes.size();
    mutexes.values().removeIf(seen -> seen.taken + seen.released == 0 && seen.waitNs <= atMostNs);
    if (mutexes.size() == before) {
      mutexes.clear(); // every one with a stack of rtnl_mutex: a made-up recording
    }
    forgotten += before - mutexes.size();
  }

  /** How many mutexes were dropped from the list, for each was hardly waited for. */
  long forgotten() {
    return forgotten;
  }

  /** All mutexes, those that were waited for longest first. */
  List<Candidate> candidates() {
    return mutexes.entrySet().stream()
        .map(
            e ->
                new Candidate(
                    e.getKey(),
                    e.getValue().waits,
                    e.getValue().waitNs,
                    List.copyOf(e.getValue().names),
                    e.getValue().taken,
                    e.getValue().likely,
                    e.getValue().released))
        .sorted(Comparator.comparingLong(Candidate::waitNs).reversed())
        .toList();
  }
}
