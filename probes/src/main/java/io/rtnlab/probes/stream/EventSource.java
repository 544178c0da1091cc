package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * One stream to merge, and what of it waits; events that it brings slightly out of order are put in
 * order.
 *
 * <pre>
 *  position   0 … passed on │ in order      │ as it came │ free …
 *                          head            fresh        end
 * </pre>
 *
 * A position only ever grows; its entry is where it is modulo the capacity, a power of two.
 */
public final class EventSource implements Consumer<LockEvent> {
  /** {@link #headNs} where nothing waits. */
  static final long NOTHING = Long.MAX_VALUE;

  private static final int LONGS = EventNumbers.LONGS;
  private static final int FIRST_CAPACITY = 1024;

  /** In the second number: the event is in {@code kept}, under the third. */
  private static final long KEPT = 0;

  /** The time of the oldest event that waits; up to date after {@link #order}. */
  long headNs = NOTHING;

  private final EventMerger merger;
  private long[] entries = new long[FIRST_CAPACITY * LONGS];
  private final Map<Long, LockEvent> kept = new HashMap<>();
  private long everKept;
  private long head;
  private long fresh;
  private long end;
  private long lastNs = Long.MIN_VALUE;
  private long leastFreshNs = NOTHING;
  private boolean inOrder = true;

  EventSource(EventMerger merger) {
    this.merger = merger;
  }

  /** Takes the next event of this source. */
  @Override
  public void accept(LockEvent event) {
    int at = room();
    if (!EventNumbers.put(entries, at, event)) {
      kept.put(everKept, event);
      entries[at] = event.timeNs();
      entries[at + 1] = KEPT;
      entries[at + 2] = everKept++;
    }
    added(event.timeNs());
  }

  /** The same as a {@link LockEvent.RequestBegin}, without making one yet. */
  public void begin(long timeNs, int thread, int operation) {
    int at = room();
    EventNumbers.begin(entries, at, timeNs, thread, operation);
    added(timeNs);
  }

  /** The same as a {@link LockEvent.RequestEnd}, without making one yet. */
  public void end(long timeNs, int thread, int operation, int result, long systemCallNs) {
    int at = room();
    EventNumbers.end(entries, at, timeNs, thread, operation, result, systemCallNs);
    added(timeNs);
  }

  /** Where the next entry goes. */
  private int room() {
    merger.admit();
    if ((end - head) * LONGS == entries.length) {
      grow();
    }
    return at(end);
  }

  private int at(long position) {
    return at(position, entries);
  }

  private static int at(long position, long[] entries) {
    return (int) position * LONGS & entries.length - 1;
  }

  private void grow() {
    long[] larger = new long[2 * entries.length];
    for (long position = head; position < end; position++) {
      System.arraycopy(entries, at(position), larger, at(position, larger), LONGS);
    }
    entries = larger;
  }

  private void added(long timeNs) {
    inOrder &= timeNs >= lastNs;
    lastNs = Math.max(lastNs, timeNs);
    leastFreshNs = Math.min(leastFreshNs, timeNs);
    end++;
  }

  /** Puts in order what has come since the last time. */
  void order() {
    if (!inOrder) {
      long from = fresh;
      while (from > head && entries[at(from - 1)] > leastFreshNs) {
        from--;
      }
      sort(from);
    }
    inOrder = true;
    fresh = end;
    leastFreshNs = NOTHING;
    findHead();
  }

  private void sort(long from) {
    long[][] sorted =
        LongStream.range(from, end)
            .mapToObj(position -> Arrays.copyOfRange(entries, at(position), at(position) + LONGS))
            .sorted(Comparator.comparingLong(entry -> entry[0]))
            .toArray(long[][]::new);
    for (int i = 0; i < sorted.length; i++) {
      System.arraycopy(sorted[i], 0, entries, at(from + i), LONGS);
    }
  }

  /** Takes the oldest event out. */
  LockEvent next() {
    int at = at(head++);
    findHead();
    return entries[at + 1] == KEPT
        ? Objects.requireNonNull(kept.remove(entries[at + 2]))
        : EventNumbers.get(entries, at);
  }

  private void findHead() {
    headNs = head < end ? entries[at(head)] : NOTHING;
  }
}
