// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stack.RtnlHandlers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * From a recording's words to ours, for one mutex. No probe read the owner; but who wakes a thread
 * that stands in the mutex's wait list does so from inside {@code mutex_unlock}, so the wake-up
 * shows a release. (A signal may wake a waiter that accepts one, which looks the same.)
 */
public final class LockEventTranslation implements Consumer<RecordedEvent> {
  private static final int FLAG_SPIN = 1;
  private static final int NO_STACK = -1;
  private static final int MOST_STACKS = 1 << 14;

  private final long mutex;
  private final Consumer<LockEvent> out;
  private final Map<Integer, String> names = new HashMap<>();

  /** Threads in the wait list. */
  private final Set<Integer> queued = new HashSet<>();

  private final Map<String, Long> doing = new TreeMap<>();
  private long begins;
  private long ends;
  private long releases;

  /** Whether releases are events of their own, so that no wake-up need show one. */
  private boolean reported;

  private final Map<List<String>, Integer> stacks = new HashMap<>();

  /**
   * Translates into {@code out}.
   *
   * @param mutex whose events are meant
   */
  public LockEventTranslation(long mutex, Consumer<LockEvent> out) {
    this.mutex = mutex;
    this.out = out;
  }

  @Override
  public void accept(RecordedEvent event) {
    switch (event) {
      case RecordedEvent.Begin begin when begin.lock() == mutex -> begin(begin);
      case RecordedEvent.End end when end.lock() == mutex -> end(end);
      case RecordedEvent.Release release when release.lock() == mutex -> release(release);
      case RecordedEvent.Waking waking -> waking(waking);
      case RecordedEvent.Lost(long timeNs, long untilNs, long count) -> {
        queued.clear();
        out.accept(new LockEvent.Lost(timeNs, untilNs, count));
      }
      default -> {
        // another lock
      }
    }
  }

  private void begin(RecordedEvent.Begin begin) {
    begins++;
    announce(begin.timeNs(), begin.thread(), begin.name());
    // Flags that are not recorded leave open whether it stands in the list: then it does not, for
    // us.
    boolean inList = begin.flags() >= 0 && (begin.flags() & FLAG_SPIN) == 0;
    if (inList) {
      queued.add(begin.thread());
    }
    Optional<String> handler = RtnlHandlers.labelOf(begin.stack());
    handler.ifPresent(what -> doing.merge(what, 1L, Long::sum));
    out.accept(
        new LockEvent.WaitBegin(
            begin.timeNs(),
            begin.thread(),
            LockEvent.OWNER_UNREAD,
            inList,
            stack(begin.timeNs(), begin.stack())));
  }

  private void end(RecordedEvent.End end) {
    ends++;
    announce(end.timeNs(), end.thread(), end.name());
    queued.remove(end.thread());
    out.accept(new LockEvent.Acquired(end.timeNs(), end.thread(), true, end.result()));
  }

  private void release(RecordedEvent.Release release) {
    if (!reported) {
      reported = true;
      releases = 0;
    }
    releases++;
    announce(release.timeNs(), release.thread(), release.name());
    out.accept(
        new LockEvent.Released(
            release.timeNs(), release.thread(), stack(release.timeNs(), release.stack())));
  }

  private void waking(RecordedEvent.Waking waking) {
    if (!reported && queued.contains(waking.woken()) && !waking.inInterrupt()) {
      releases++;
      announce(waking.timeNs(), waking.thread(), waking.name());
      out.accept(new LockEvent.Released(waking.timeNs(), waking.thread(), NO_STACK));
    }
  }

  private void announce(long timeNs, int thread, String name) {
    if (!name.isEmpty() && !name.equals(names.put(thread, name))) {
      out.accept(new LockEvent.ThreadSeen(timeNs, thread, thread, name, 0));
    }
  }

  /** The number of a stack, announced when it is new; {@link #NO_STACK} where there is none. */
  private int stack(long timeNs, List<String> frames) {
    if (frames.isEmpty()) {
      return NO_STACK;
    }
    Integer known = stacks.get(frames);
    if (known != null) {
      return known;
    }
    if (stacks.size() == MOST_STACKS) {
      return NO_STACK;
    }
    int number = stacks.size();
    stacks.put(frames, number);
    out.accept(new LockEvent.StackSeen(timeNs, number, frames));
    return number;
  }

  /** How many events of the mutex there were. */
  public Counts counts() {
    return new Counts(begins, ends, releases);
  }

  /** What those who waited were doing, by their stacks: so many begins each. */
  public List<Map.Entry<String, Long>> doing() {
    return doing.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .toList();
  }

  /**
   * Events of the mutex in a recording.
   *
   * @param begins several may belong to one wait
   * @param ends one for each wait
   * @param releases that wake-ups showed, or that were recorded (Linux 7.2)
   */
  public record Counts(long begins, long ends, long releases) {}
}
