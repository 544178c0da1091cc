package io.rtnlab.probes.recording;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Which mutexes threads waited for, how long, and which of them are {@code rtnl_mutex} by the
 * stacks: a wait that a function asked for which takes no other mutex itself.
 */
final class MutexSurvey implements Consumer<RecordedEvent> {
  /** {@code LCB_F_MUTEX} (include/trace/events/lock.h). */
  private static final int FLAG_MUTEX = 32;

  /** Frames between a locking function and whoever called it: {@code __mutex_lock.constprop.0}. */
  private static final String LOCKING = "mutex_lock";

  /** They call {@code rtnl_lock}, often inlined, and lock no other mutex themselves. */
  private static final Set<String> TAKERS =
      Set.of(
          "rtnl_lock",
          "rtnl_lock_killable",
          "rtnl_lock_interruptible",
          "rtnetlink_rcv_msg",
          "rtnl_dumpit",
          "rtnl_newlink",
          "linkwatch_event",
          "inet_rtm_newroute",
          "inet_rtm_delroute",
          "inet_rtm_newaddr",
          "inet_rtm_deladdr",
          "addrconf_dad_work",
          "default_device_exit_batch");

  private static final int NAMES_KEPT = 3;

  /**
   * What was seen of one mutex.
   *
   * @param waits that were seen to begin and end
   * @param waitNs their length
   * @param names of some that waited
   * @param taken waits whose stack says that it is {@code rtnl_mutex}
   */
  record Candidate(long address, long waits, long waitNs, List<String> names, long taken) {}

  private record Open(long lock, long beginNs) {}

  private static final class Seen {
    private long waits;
    private long waitNs;
    private long taken;
    private final Set<String> names = new TreeSet<>();
  }

  private final Map<Long, Seen> mutexes = new HashMap<>();
  private final Map<Integer, Open> open = new HashMap<>();

  @Override
  public void accept(RecordedEvent event) {
    switch (event) {
      case RecordedEvent.Begin begin -> {
        if (begin.flags() == RecordedEvent.FLAGS_UNKNOWN || (begin.flags() & FLAG_MUTEX) != 0) {
          begin(begin);
        }
      }
      case RecordedEvent.End end -> {
        Open wait = open.remove(end.thread());
        Seen seen = wait == null ? null : mutexes.get(wait.lock);
        if (wait != null && seen != null && wait.lock == end.lock()) {
          seen.waits++;
          seen.waitNs += end.timeNs() - wait.beginNs;
        }
      }
      case RecordedEvent.Waking _, RecordedEvent.Lost _ -> {}
    }
  }

  private void begin(RecordedEvent.Begin begin) {
    Seen seen = mutexes.computeIfAbsent(begin.lock(), _ -> new Seen());
    Open before = open.get(begin.thread());
    if (before == null || before.lock != begin.lock()) {
      open.put(begin.thread(), new Open(begin.lock(), begin.timeNs()));
    }
    if (!begin.name().isEmpty() && seen.names.size() < NAMES_KEPT) {
      seen.names.add(begin.name());
    }
    if (takesTheRtnl(begin.stack())) {
      seen.taken++;
    }
  }

  static boolean takesTheRtnl(List<String> stack) {
    return stack.stream()
        .dropWhile(function -> function.contains(LOCKING))
        .findFirst()
        .filter(function -> TAKERS.contains(withoutSuffix(function)))
        .isPresent();
  }

  private static String withoutSuffix(String function) {
    int dot = function.indexOf('.');
    return dot < 0 ? function : function.substring(0, dot);
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
                    e.getValue().taken))
        .sorted(Comparator.comparingLong(Candidate::waitNs).reversed())
        .toList();
  }
}
